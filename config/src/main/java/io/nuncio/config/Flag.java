package io.nuncio.config;

import java.util.List;

/// The flags of a NATS server's command line: those that work, and those known by name only.
///
/// Order is the order of the help text.
enum Flag {
  ADDRESS(Kind.TEXT, Use.WORKS, "a", "addr", "net"),
  PORT(Kind.NUMBER, Use.WORKS, "p", "port"),
  SERVER_NAME(Kind.TEXT, Use.WORKS, "n", "name", "server_name"),
  PID_FILE(Kind.TEXT, Use.WORKS, "P", "pid"),
  AUTH(Kind.TEXT, Use.WORKS, "auth"),
  LOG_FILE(Kind.TEXT, Use.WORKS, "l", "log"),
  DEBUG(Kind.SWITCH, Use.WORKS, "D", "debug"),
  TRACE(Kind.SWITCH, Use.WORKS, "V", "trace"),
  DEBUG_AND_TRACE(Kind.SWITCH, Use.WORKS, "DV"),
  HELP(Kind.SWITCH, Use.WORKS, "h", "help"),
  VERSION(Kind.SWITCH, Use.WORKS, "v", "version"),
  /// On already: a log without times cannot be asked for.
  LOG_TIME(Kind.SWITCH, Use.ON_ONLY, "T", "logtime"),

  HTTP_PORT(Kind.NUMBER, Use.OFF_ONLY, "m", "http_port"),
  HTTPS_PORT(Kind.NUMBER, Use.OFF_ONLY, "ms", "https_port"),
  CONFIG(Kind.TEXT, Use.OFF_ONLY, "c", "config"),
  TEST_CONFIG(Kind.SWITCH, Use.OFF_ONLY, "t"),
  SIGNAL(Kind.TEXT, Use.OFF_ONLY, "sl", "signal"),
  CLIENT_ADVERTISE(Kind.TEXT, Use.OFF_ONLY, "client_advertise"),
  PORTS_FILE_DIR(Kind.TEXT, Use.OFF_ONLY, "ports_file_dir"),
  LOG_TIME_UTC(Kind.SWITCH, Use.OFF_ONLY, "logtime_utc"),
  SYSLOG(Kind.SWITCH, Use.OFF_ONLY, "s", "syslog"),
  REMOTE_SYSLOG(Kind.TEXT, Use.OFF_ONLY, "r", "remote_syslog"),
  VERBOSE_TRACE(Kind.SWITCH, Use.OFF_ONLY, "VV"),
  DEBUG_AND_VERBOSE_TRACE(Kind.SWITCH, Use.OFF_ONLY, "DVV"),
  LOG_SIZE_LIMIT(Kind.NUMBER, Use.OFF_ONLY, "log_size_limit"),
  MAX_TRACED_MSG_LEN(Kind.NUMBER, Use.OFF_ONLY, "max_traced_msg_len"),
  JETSTREAM(Kind.SWITCH, Use.OFF_ONLY, "js", "jetstream"),
  STORE_DIR(Kind.TEXT, Use.OFF_ONLY, "sd", "store_dir"),
  USER(Kind.TEXT, Use.OFF_ONLY, "user"),
  PASS(Kind.TEXT, Use.OFF_ONLY, "pass"),
  TLS(Kind.SWITCH, Use.OFF_ONLY, "tls"),
  TLS_CERT(Kind.TEXT, Use.OFF_ONLY, "tlscert"),
  TLS_KEY(Kind.TEXT, Use.OFF_ONLY, "tlskey"),
  TLS_VERIFY(Kind.SWITCH, Use.OFF_ONLY, "tlsverify"),
  TLS_CA_CERT(Kind.TEXT, Use.OFF_ONLY, "tlscacert"),
  ROUTES(Kind.TEXT, Use.OFF_ONLY, "routes"),
  CLUSTER(Kind.TEXT, Use.OFF_ONLY, "cluster", "cluster_listen"),
  CLUSTER_NAME(Kind.TEXT, Use.OFF_ONLY, "cluster_name"),
  NO_ADVERTISE(Kind.SWITCH, Use.OFF_ONLY, "no_advertise"),
  CLUSTER_ADVERTISE(Kind.TEXT, Use.OFF_ONLY, "cluster_advertise"),
  CONNECT_RETRIES(Kind.NUMBER, Use.OFF_ONLY, "connect_retries"),
  PROFILE(Kind.NUMBER, Use.OFF_ONLY, "profile"),
  HELP_TLS(Kind.SWITCH, Use.OFF_ONLY, "help_tls");

  /// What a flag takes as its value.
  enum Kind {
    /// No value, or `=true` or `=false` behind the name.
    SWITCH,
    /// A whole number.
    NUMBER,
    /// Any text.
    TEXT
  }

  /// How far a flag is built.
  enum Use {
    /// All of its values do what they say.
    WORKS,
    /// Only what changes nothing is accepted: `true`.
    ON_ONLY,
    /// Only what means "off" is accepted: `false`, `0` and the empty text.
    OFF_ONLY
  }

  private final Kind kind;
  private final Use use;

  // Made by List.of, which is immutable without saying so in its type.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> names;

  Flag(Kind kind, Use use, String... names) {
    this.kind = kind;
    this.use = use;
    this.names = List.of(names);
  }

  Kind kind() {
    return kind;
  }

  Use use() {
    return use;
  }

  /// What may stand behind the dash, the shortest first.
  List<String> names() {
    return names;
  }

  /// The flag as one would type it; empty for what is not built yet.
  String example() {
    return switch (this) {
      case ADDRESS -> "-a 127.0.0.1";
      case PORT -> "-p 4222";
      case SERVER_NAME -> "-n berlin-1";
      case PID_FILE -> "-P /run/nats-server.pid";
      case AUTH -> "--auth \"$TOKEN\"";
      case LOG_FILE -> "-l /var/log/nats-server.log";
      default -> use == Use.WORKS ? "-" + names.get(0) : "";
    };
  }

  /// Whether the value is never to be shown.
  boolean holdsSecret() {
    return this == AUTH || this == PASS;
  }

  /// Whether `value` asks for something that is not built yet.
  ///
  /// @param value as [FlagParser] leaves it: that of a switch is `true` or `false`
  boolean asksForTheUnbuilt(String value) {
    return switch (use) {
      case WORKS -> false;
      case ON_ONLY -> value.equals("false");
      case OFF_ONLY -> !value.equals(off()) && !value.isEmpty();
    };
  }

  private String off() {
    return switch (kind) {
      case SWITCH -> "false";
      case NUMBER -> "0";
      case TEXT -> "";
    };
  }
}
