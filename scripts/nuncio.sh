# How the JVM of the command-line client is started: by `nuncio` in a checkout, and by the one of a
# package.
#
# To be sourced by a POSIX shell that has set
#   java      the JVM's program
#   library   the module path of the client
# and that defines `ready`, which sets `cache` to an AOT cache, or to nothing. Defines `start`, which
# turns into the client with the arguments it gets.

# --- The command line of the JVM --------------------------------------------------------------------
# $1: the option that uses or makes the cache; the rest: the arguments of the command. The JVM's own
# messages go to standard error, because programs read what is printed.
run() {
  cache_option=$1
  shift
  on=
  [ -t 0 ] && on=$on,in
  [ -t 1 ] && on=$on,out
  [ -t 2 ] && on=$on,err
  heed_signals INT
  know_utf8
  # Words of NUNCIO_JAVA_OPTS, and of what makes signals heeded, are arguments of their own.
  # shellcheck disable=SC2086
  exec $heed "$java" \
    -XX:+UseSerialGC -XX:TieredStopAtLevel="$tiers" -XX:+UseCompactObjectHeaders -XX:-UsePerfData \
    -Xlog:disable -Xlog:all=error:stderr "-Dnuncio.terminal=$on" \
    ${NUNCIO_JAVA_OPTS-} ${cache_option:+"$cache_option"} \
    -p "$library" -m io.nuncio.cli/io.nuncio.cli.Main "$@"
}

# Lets the command look for a server that is not there.
train() {
  run "-XX:AOTCacheOutput=$1" --server 127.0.0.1:1 pub warm.up hello
}

start() {
  # A short run is over before the second compiler pays; a benchmark is not.
  tiers=1
  case " $* " in
  *' bench '*) tiers=4 ;;
  esac
  ready "-$tiers" || exit 1
  run "${cache:+-XX:AOTCache=$cache}" "$@"
}
