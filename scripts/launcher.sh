# What the launchers of this checkout share: whether to build, building, and one at a time.
#
# To be sourced by a POSIX shell that has set
#   program   what it starts, for messages
#   root      the folder of the checkout
#   module    the Maven module whose `target/dist` is started
#   modules   that module and those it is made of: who builds when one of their sources is newer
#   trained   files besides the jars that an AOT cache is made by; may be empty
# and that defines `train`, which runs the program so that the JVM writes the AOT cache $1.
#
# Sets JAVA_HOME (or ends the shell), `dist` and, by `prepare`, `cache`.

say() { echo "$program: $*" >&2; }

. "$root/.mvn/jdk.sh"

dist=$root/$module/target/dist
# One for all launchers, because they build in the same folders.
lock=$root/app/target/launcher.lock

# --- Is the build as new as the sources -------------------------------------------------------------
# Folders count too, so that a file that is gone is noticed.
built() {
  [ -e "$dist/stamp" ] || return 1
  set -- "$root/pom.xml" "$root/.mvn"
  for name in $modules; do
    set -- "$@" "$root/$name/pom.xml" "$root/$name/src/main"
  done
  newer=$(find "$@" -newer "$dist/stamp" 2>&1) && [ -z "$newer" ]
}

# Whether the name of the build, a hash of its jars, was taken after the last of them was made, and
# at this place: a cache remembers where its jars were. Sets `id`.
named() {
  [ -s "$dist/build.id" ] || return 1
  { read -r id && read -r place; } <"$dist/build.id"
  [ "$place" = "$root" ] || return 1
  [ "$dist/lib" -nt "$dist/build.id" ] && return 1
  for file in "$dist"/lib/*.jar "$root/$program" "$root/scripts/launcher.sh" ${trained:+"$trained"}; do
    [ "$file" -nt "$dist/build.id" ] && return 1
  done
  return 0
}

# --- The AOT cache: its name says for which jars, which JVM and which options it was made ----------
# Sets `cache` from `id`; $1: what else it depends on.
name_cache() {
  jvm=
  while IFS='=' read -r key value; do
    case $key in
    JAVA_RUNTIME_VERSION | IMPLEMENTOR | OS_ARCH)
      value=${value#\"}
      jvm=$jvm-${value%\"}
      ;;
    esac
  done <"$JAVA_HOME/release"
  options=${NUNCIO_JAVA_OPTS-}
  if [ -n "$options" ]; then
    options=-$(printf %s "$options" | cksum)
  fi
  cache=$id$jvm$options${1-}
  # Without what would make a strange name of a file.
  old_ifs=$IFS
  IFS=' /()'
  set -f
  set -- $cache
  set +f
  IFS=_
  cache=$dist/$*.aot
  IFS=$old_ifs
}

# Runs the program once and keeps the classes it loaded. An empty file stays behind when that fails,
# so that it is not tried again at each start.
make_cache() {
  say "preparing fast starts (once per build)"
  training=$dist/training.$$
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

# --- One launcher at a time builds ------------------------------------------------------------------
# The lock is a symbolic link to the id of the process that holds it: made and filled in one step.
take_lock() {
  mkdir -p "${lock%/*}" || return 1
  waited=
  until ln -s "$$" "$lock" 2>/dev/null; do
    [ -w "${lock%/*}" ] || return 1
    holder=$(readlink "$lock") || continue
    if kill -0 "$holder" 2>/dev/null; then
      [ -n "$waited" ] || say "waiting for the build of process $holder"
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

build() {
  say "building, because a source is newer than the last build (takes up to a minute)"
  mkdir -p "$root/$module/target" || return
  # The same classes as always; checks of the code, layout and tests are left to ./mvnw verify.
  (cd "$root" && exec ./mvnw -B -Dstyle.color=never -Dmaven.test.skip=true \
    -Dspotless.check.skip=true -Dnuncio.compiler.checks=-Xlint:none \
    -pl "$module" -am package) </dev/null >"$root/$module/target/build.log" 2>&1 ||
    {
      cat "$root/$module/target/build.log" >&2
      return 1
    }
}

# A cache is good for the very files it was made from, so new jars mean a new cache; and so does
# another way to make it.
name_build() {
  rm -f "$dist"/*.aot
  sums=$(cd "$dist/lib" &&
    set -- ./*.jar "$root/$program" "$root/scripts/launcher.sh" ${trained:+"$trained"} &&
    { sha256sum "$@" 2>/dev/null || shasum -a 256 "$@"; }) || return
  id=$(printf %s "$sums" | { sha256sum 2>/dev/null || shasum -a 256; })
  id=${id%% *}
  printf '%s\n' "$id" "$root" >"$dist/build.id.$$" && mv "$dist/build.id.$$" "$dist/build.id"
}

# $1: what the cache depends on besides jars, JVM and options.
prepare() {
  if ! take_lock; then
    say "cannot write to ${lock%/*}"
    return 1
  fi
  if ! built && ! build; then
    say "the build failed"
    return 1
  fi
  named || name_build
  name_cache "${1-}"
  [ -e "$cache" ] || make_cache
  release_lock
}

# Builds what is not built, and sets `cache`; false after a sentence if there is nothing to start.
# $1: as for `prepare`.
ready() {
  cache=
  if ! built; then
    if [ "${NUNCIO_NO_BUILD-}" = 1 ]; then
      say "not built, or older than its sources, and NUNCIO_NO_BUILD=1 forbids to build: run ./mvnw package"
      return 1
    fi
    prepare "${1-}" || return 1
  elif named && name_cache "${1-}" && [ -e "$cache" ]; then
    :
  elif [ "${NUNCIO_NO_BUILD-}" != 1 ]; then
    prepare "${1-}" || say "starting without a cache"
  fi
  # An empty cache stands for one that could not be made.
  [ -s "$cache" ] || cache=
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
