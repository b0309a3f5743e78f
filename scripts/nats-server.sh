# How the JVM of the server is started: by `nats-server` in a checkout, and by the one of a package.
#
# To be sourced by a POSIX shell that has set
#   java         the JVM's program
#   library      the module path of the server
#   extensions   a folder for jars that somebody put there, such as those of docs/tls.md
#   trainer      the class or the source file that shows a server some clients; with
#   trainers     the folder or the jar that it is in
# and that defines `ready`, which sets `cache` to an AOT cache, or to nothing. Defines `start`, which
# turns into the server with the arguments it gets.

# --- The command line of the JVM --------------------------------------------------------------------
# $1: the option that uses or makes the cache; the rest: the arguments of the server. The JVM's own
# messages go to standard error, because programs read what -v prints.
run() {
  cache_option=$1
  shift
  # The JVM's profiler would send itself SIGUSR2, which is the server's.
  _JAVA_SR_SIGNUM=50
  export _JAVA_SR_SIGNUM
  terminal=false
  [ -t 2 ] && terminal=true
  typed=false
  [ -t 0 ] && typed=true
  heed_signals HUP,INT
  know_utf8
  # Named, so that the JVM does not look into every jar for another, which takes a seventh of a start.
  selectors=
  [ -e /proc/self/status ] && selectors=-Djava.nio.channels.spi.SelectorProvider=sun.nio.ch.EPollSelectorProvider
  # Native access is for sockets of syslog and systemd, and for BoringSSL.
  native=io.nuncio.app
  if [ -n "$extended" ]; then
    library=$library:$extensions
    native=$native,io.netty.common,io.netty.tcnative.classes.openssl
  fi
  # Words of NUNCIO_JAVA_OPTS, and of what makes signals heeded, are arguments of their own.
  # shellcheck disable=SC2086
  exec $heed ${warm_up:+"$java" -cp "$trainers" "$trainer"} "$java" \
    -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:-UsePerfData \
    -Xms16m -Xmn8m -XX:MinRAMPercentage=25 -XX:+ExitOnOutOfMemoryError \
    --enable-native-access="$native" ${extended:+--add-modules ALL-MODULE-PATH} \
    -Xlog:disable -Xlog:all=error:stderr $selectors \
    "-Dnuncio.stderr.terminal=$terminal" "-Dnuncio.stdin.terminal=$typed" \
    ${NUNCIO_JAVA_OPTS-} ${cache_option:+"$cache_option"} \
    -p "$library" -m io.nuncio.app/io.nuncio.app.Main "$@"
}

# Lets the server see a client, and end. Nobody else hears of this server. What the
# compiler learns meanwhile is left out of the cache: it would compile at once, and take the processor
# from the start.
train() {
  unlearned="-XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining"
  NUNCIO_JAVA_OPTS="${NUNCIO_JAVA_OPTS-} $unlearned"
  unset NOTIFY_SOCKET WATCHDOG_PID WATCHDOG_USEC
  warm_up=1
  printf '%s\n' '# As a deployment would have it.' 'server_name: warm-up' 'max_payload: 2MB' \
    'ping_interval: "30s"' >"${1%/*}/nats.conf"
  # With monitoring the trainer shows TLS, too.
  [ -n "$small" ] || echo 'http: "127.0.0.1:-1"' >>"${1%/*}/nats.conf"
  run "-XX:AOTCacheOutput=$1" -a 127.0.0.1 -p -1 -c "${1%/*}/nats.conf"
}

start() {
  warm_up=
  extended=
  for jar in "$extensions"/*.jar; do
    [ -e "$jar" ] && extended=1
    break
  done
  added=
  if [ -n "$extended" ]; then
    added=-$(ls -ln "$extensions" | cksum)
  fi
  # Every class in the cache takes time at the start, so there is a small one for who can have neither
  # TLS nor monitoring: whose arguments name no file, none of these, and nothing that only prints.
  small=-small
  for word in "$@"; do
    case $word in
    -[chmtv]* | --[chmtv]*) small= ;;
    esac
  done
  ready "$small$added" || exit 1
  # The other one is better than none, where this one cannot be made.
  if [ -n "$small" ] && [ -z "$cache" ]; then
    small=
    ready "$added" || exit 1
  fi
  run "${cache:+-XX:AOTCache=$cache}" "$@"
}
