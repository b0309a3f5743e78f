# What the launchers of this package share: where everything is, and where the AOT caches are kept.
#
# To be sourced by a POSIX shell that has set
#   program   what it starts: `$program.sh` beside this file says how
#   home      the folder of the package

launcher=$home/lib/launcher
. "$launcher/jvm.sh"

java=$home/runtime/bin/java
extensions=${NUNCIO_EXTENSIONS:-$home/extensions}
trainer=WarmUp
trainers=$launcher/warm-up.jar
case $program in
nats-server) library=$home/lib/server:$home/lib/shared ;;
*) library=$home/lib/client:$home/lib/shared ;;
esac

# Whether folder $1 can be written to, or made.
writable() {
  nearest=$1
  until [ -e "$nearest" ]; do
    case $nearest in
    */*) nearest=${nearest%/*} ;;
    *) return 1 ;;
    esac
  done
  [ -w "$nearest" ]
}

# Sets `cache`, in folder $1. A cache remembers where its jars were, so the place is in its path, and
# a package that was moved makes a new one.
in_folder() {
  cache=$1/$build$home/$program$suffix.aot
}

prepare() {
  lock=$cache.lock
  take_lock || return
  [ -e "$cache" ] || make_cache
  release_lock
}

# Sets `cache` to that of this build and these options, which is made if there is none: beside the
# package, or else below the home of who starts it. Nothing if neither can be written to.
# $1: what the cache depends on besides jars, JVM and options.
ready() {
  read -r build <"$home/lib/build-id" || return 1
  name_options
  suffix=$options${1-}
  own=${XDG_CACHE_HOME:-${HOME:+$HOME/.cache}}
  in_folder "$home/cache"
  if [ ! -e "$cache" ] && ! writable "${cache%/*}"; then
    in_folder "$own/nuncio"
    if [ -z "$own" ]; then
      cache=
    # What somebody else has put there is not loaded.
    elif [ -e "$cache" ]; then
      [ -O "$cache" ] || cache=
    elif ! writable "${cache%/*}"; then
      cache=
    fi
  fi
  if [ -n "$cache" ] && [ ! -e "$cache" ]; then
    prepare || say "starting without a cache"
  fi
  # An empty cache stands for one that could not be made.
  [ -s "$cache" ] || cache=
}

. "$launcher/$program.sh"
