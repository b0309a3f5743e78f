package io.nuncio.config;

import java.util.List;

/// The flags of a NATS server's command line: those that work, and those known by name only.
///
/// Order is the order of the help text.
enum Flag {
  CONFIG(Kind.TEXT, Use.WORKS, "c", "config"),
  TEST_CONFIG(Kind.SWITCH, Use.WORKS, "t"),
  ADDRESS(Kind.TEXT, Use.WORKS, "a", "addr", "net"),
  PORT(Kind.NUMBER, Use.WORKS, "p", "port"),
  SERVER_NAME(Kind.TEXT, Use.WORKS, "n", "name", "server_name"),
  CLIENT_ADVERTISE(Kind.TEXT, Use.WORKS, "client_advertise"),
  PID_FILE(Kind.TEXT, Use.WORKS, "P", "pid"),
  PORTS_FILE_DIR(Kind.TEXT, Use.WORKS, "ports_file_dir"),
  HTTP_PORT(Kind.NUMBER, Use.WORKS, "m", "http_port"),
  HTTPS_PORT(Kind.NUMBER, Use.WORKS, "ms", "https_port"),
  SIGNAL(Kind.TEXT, Use.WORKS, "sl", "signal"),
  USER(Kind.TEXT, Use.WORKS, "user"),
  PASS(Kind.TEXT, Use.WORKS, "pass"),
  AUTH(Kind.TEXT, Use.WORKS, "auth"),
  AUTH_FILE(Kind.TEXT, Use.WORKS, "auth_file"),
  TLS(Kind.SWITCH, Use.WORKS, "tls"),
  TLS_CERT(Kind.TEXT, Use.WORKS, "tlscert"),
  TLS_KEY(Kind.TEXT, Use.WORKS, "tlskey"),
  TLS_VERIFY(Kind.SWITCH, Use.WORKS, "tlsverify"),
  TLS_CA_CERT(Kind.TEXT, Use.WORKS, "tlscacert"),
  LOG_FILE(Kind.TEXT, Use.WORKS, "l", "log"),
  LOG_SIZE_LIMIT(Kind.NUMBER, Use.WORKS, "log_size_limit"),
  SYSLOG(Kind.SWITCH, Use.WORKS, "s", "syslog"),
  REMOTE_SYSLOG(Kind.TEXT, Use.WORKS, "r", "remote_syslog"),
  LOG_FORMAT(Kind.TEXT, Use.WORKS, "log_format"),
  AUDIT_LOG(Kind.TEXT, Use.WORKS, "audit_log"),
  LOG_TIME(Kind.SWITCH, Use.WORKS, "T", "logtime"),
  LOG_TIME_UTC(Kind.SWITCH, Use.WORKS, "logtime_utc"),
  DEBUG(Kind.SWITCH, Use.WORKS, "D", "debug"),
  TRACE(Kind.SWITCH, Use.WORKS, "V", "trace"),
  DEBUG_AND_TRACE(Kind.SWITCH, Use.WORKS, "DV"),
  VERBOSE_TRACE(Kind.SWITCH, Use.WORKS, "VV"),
  DEBUG_AND_VERBOSE_TRACE(Kind.SWITCH, Use.WORKS, "DVV"),
  MAX_TRACED_MSG_LEN(Kind.NUMBER, Use.WORKS, "max_traced_msg_len"),
  HELP(Kind.SWITCH, Use.WORKS, "h", "help"),
  HELP_TLS(Kind.SWITCH, Use.WORKS, "help_tls"),
  VERSION(Kind.SWITCH, Use.WORKS, "v", "version"),

  JETSTREAM(Kind.SWITCH, Use.OFF_ONLY, "js", "jetstream"),
  STORE_DIR(Kind.TEXT, Use.NO_EFFECT, "sd", "store_dir"),
  ROUTES(Kind.TEXT, Use.OFF_ONLY, "routes"),
  CLUSTER(Kind.TEXT, Use.OFF_ONLY, "cluster", "cluster_listen"),
  CLUSTER_NAME(Kind.TEXT, Use.OFF_ONLY, "cluster_name"),
  NO_ADVERTISE(Kind.SWITCH, Use.OFF_ONLY, "no_advertise"),
  CLUSTER_ADVERTISE(Kind.TEXT, Use.OFF_ONLY, "cluster_advertise"),
  CONNECT_RETRIES(Kind.NUMBER, Use.OFF_ONLY, "connect_retries"),
  PROFILE(Kind.NUMBER, Use.OFF_ONLY, "profile");

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
    /// Only what means "off" is accepted: `false`, `0` and the empty text.
    OFF_ONLY,
    /// Accepted, because it does nothing without a flag that is refused: not in nats-server either.
    NO_EFFECT
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
      case CLIENT_ADVERTISE -> "--client_advertise nats.example.com:4222";
      case PID_FILE -> "-P /run/nats-server.pid";
      case PORTS_FILE_DIR -> "--ports_file_dir /run/nats";
      case HTTP_PORT -> "-m 8222";
      case HTTPS_PORT -> "-ms 8443";
      case TLS -> "--tls --tlscert server-cert.pem --tlskey server-key.pem";
      case TLS_CERT -> "--tlscert server-cert.pem";
      case TLS_KEY -> "--tlskey server-key.pem";
      case TLS_VERIFY -> "--tlsverify";
      case TLS_CA_CERT -> "--tlscacert ca.pem";
      case HELP_TLS -> "--help_tls";
      case SIGNAL -> "--signal reopen=/run/nats-server.pid";
      case USER -> "--user joe";
      case PASS -> "--pass \"$PASSWORD\"";
      case CONFIG -> "-c /etc/nats/nats.conf";
      case TEST_CONFIG -> "-t -c /etc/nats/nats.conf";
      case AUTH -> "--auth \"$TOKEN\"";
      case AUTH_FILE -> "--auth_file /etc/nats/token";
      case LOG_FILE -> "-l /var/log/nats-server.log";
      case LOG_SIZE_LIMIT -> "--log_size_limit 10485760";
      case REMOTE_SYSLOG -> "-r udp://127.0.0.1:514";
      case LOG_FORMAT -> "--log_format json";
      case AUDIT_LOG -> "--audit_log /var/log/nats-audit.log";
      case LOG_TIME -> "-T=false";
      case LOG_TIME_UTC -> "--logtime_utc";
      case MAX_TRACED_MSG_LEN -> "--max_traced_msg_len 64";
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
      case WORKS, NO_EFFECT -> false;
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
