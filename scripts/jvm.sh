# What every launcher shares, of a checkout and of a package: messages, one launcher at a time, and
# the making of an AOT cache.
#
# To be sourced by a POSIX shell that has set
#   program   what it starts, for messages
# and that defines `train`, which runs the program so that the JVM writes the AOT cache $1.

say() { echo "$program: $*" >&2; }

# --- One launcher at a time prepares ----------------------------------------------------------------
# $lock is a symbolic link to the id of the process that holds it: made and filled in one step.
take_lock() {
  mkdir -p "${lock%/*}" || return 1
  waited=
  until ln -s "$$" "$lock" 2>/dev/null; do
    [ -w "${lock%/*}" ] || return 1
    holder=$(readlink "$lock") || continue
    if kill -0 "$holder" 2>/dev/null; then
      [ -n "$waited" ] || say "waiting for process $holder, which prepares this"
      waited=1
      sleep 0.1
    elif mv "$lock" "$lock.$$" 2>/dev/null; then
      # The holder died. Somebody quicker may have noticed as well and hold the lock by now.
      if [ "$(readlink "$lock.$$")" = "$holder" ]; then
        rm -f "$lock.$$"
      else
        mv "$lock.$$" "$lock"
      fi
    fi
  done
  trap 'rm -f "$lock"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
}

release_lock() {
  rm -f "$lock"
  trap - EXIT INT TERM HUP
}

# --- The AOT cache ----------------------------------------------------------------------------------
# Sets `options` to what the name of a cache says of NUNCIO_JAVA_OPTS: a cache holds for the options
# it was made with.
name_options() {
  options=${NUNCIO_JAVA_OPTS-}
  if [ -n "$options" ]; then
    options=-$(printf %s "$options" | cksum)
  fi
}

# Runs the program once and keeps the classes it loaded in $cache. An empty file stays behind when
# that fails, so that it is not tried again at each start.
make_cache() {
  say "preparing fast starts (once)"
  training=${cache%/*}/training.$$
  mkdir "$training" || return
  (train "$training/cache") </dev/null >"$training/log" 2>&1
  if [ -s "$training/cache" ]; then
    mv "$training/cache" "$cache"
  else
    say "could not prepare fast starts, so starts take longer:" "$(cat "$training/log")"
    : >"$cache"
  fi
  rm -rf "$training"
}

# The JVM reads arguments, variables and names of files by the locale, and knows ASCII only where
# there is none; elsewhere they are just bytes, and a token may be UTF-8.
know_utf8() {
  case ${LC_ALL:-${LC_CTYPE:-${LANG-}}} in
  '' | C | POSIX)
    LC_ALL=C.UTF-8
    export LC_ALL
    ;;
  esac
}

# A script's background jobs start with SIGINT ignored, and what nohup starts with SIGHUP. A JVM leaves
# it so; nats-server heeds both, and the command line's `nats` the first. $1: the signals to heed, as
# `INT` or `HUP,INT`. Sets `heed` to what has to stand before the command for that, if anything.
heed_signals() {
  heed=
  [ -r /proc/self/status ] || return 0
  case $1 in
  INT) mask=2 ;;
  *) mask=3 ;;
  esac
  while read -r key value; do
    if [ "$key" = SigIgn: ]; then
      [ $((0x$value & mask)) -ne 0 ] && env --default-signal="$1" true 2>/dev/null &&
        heed="env --default-signal=$1"
      break
    fi
  done </proc/self/status
}
