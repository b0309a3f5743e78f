package io.nuncio.config;

import io.nuncio.config.conf.ConfNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The keys at the top level that nats-server knows and this server does not yet.
final class UnbuiltKeys {
  private static final Set<String> BUILT =
      Set.of(
          "listen",
          "host",
          "net",
          "port",
          "server_name",
          "client_advertise",
          "pid_file",
          "pidfile",
          "ports_file_dir",
          "max_payload",
          "max_control_line",
          "max_pending",
          "max_connections",
          "max_conn",
          "max_subscriptions",
          "max_subs",
          "max_sub_tokens",
          "max_subscription_tokens",
          "ping_max",
          "ping_interval",
          "write_deadline",
          "lame_duck_duration",
          "lame_duck_grace_period",
          "debug",
          "trace",
          "logtime",
          "logtime_utc",
          "logfile",
          "log_file",
          "logfile_size_limit",
          "log_size_limit",
          "logfile_max_num",
          "log_max_num",
          "max_traced_msg_len",
          "authorization",
          "no_auth_user",
          FailureDelayKeys.KEY,
          "server_tags",
          "server_metadata",
          "feature_flags",
          "proxy_protocol",
          "loops",
          "max_closed_clients",
          "write_timeout",
          "no_fast_producer_stall",
          "disable_sublist_cache",
          "no_sublist_cache",
          "no_header_support",
          "connect_error_reports",
          "reconnect_error_reports",
          "trace_verbose",
          "trace_headers",
          "syslog",
          "remote_syslog",
          "log_format",
          "logformat",
          "audit_log",
          "http",
          "http_port",
          "monitor_port",
          "http_base_path",
          "https",
          "https_port",
          "tls",
          "allow_non_tls",
          "ocsp");

  private static final Set<String> UNBUILT =
      Set.of(
          "proxies",
          "prof_port",
          "prof_block_rate",
          "default_sentinel",
          "system_account",
          "system",
          "no_system_account",
          "no_system",
          "no_sys_acc",
          "accounts",
          "mappings",
          "maps",
          "operator",
          "operators",
          "root",
          "roots",
          "root_operator",
          "root_operators",
          "trusted",
          "trusted_keys",
          "resolver",
          "account_resolver",
          "accounts_resolver",
          "resolver_tls",
          "resolver_preload",
          "resolver_pinned_accounts",
          "default_js_domain",
          "ocsp_cache",
          "cluster",
          "gateway",
          "leafnodes",
          "leaf",
          "jetstream",
          "store_dir",
          "storedir",
          "websocket",
          "ws",
          "mqtt");

  /// Those of [#UNBUILT] that open a further door and do nothing else: a server that leaves it shut
  /// serves everybody who comes through the others as the file says.
  private static final Set<String> DOORS = Set.of("leafnodes", "leaf", "websocket", "ws", "mqtt");

  /// Those that nats-server does not know.
  private static final Set<String> OWN = Set.of("monitoring");

  private UnbuiltKeys() {}

  static boolean isKnown(String key) {
    return UNBUILT.contains(key);
  }

  /// Whether `value` asks for nothing but another port to listen on, so that a server without it
  /// loses no message that it takes and lets nobody in whom the file keeps out.
  static boolean isDoor(String key, ConfNode value) {
    return DOORS.contains(key)
        && value instanceof ConfNode.Map block
        && block.entries().keySet().stream().noneMatch("remotes"::equalsIgnoreCase);
  }

  /// Every key that nats-server knows, and those that it does not.
  static List<String> allKnown() {
    List<String> all = new ArrayList<>(BUILT);
    all.addAll(UNBUILT);
    all.sort(null);
    return all;
  }

  /// Every key that this server knows, to guess at what was meant.
  static List<String> all() {
    List<String> all = allKnown();
    all.addAll(OWN);
    all.sort(null);
    return all;
  }

  /// Whether `value` asks for nothing: false, 0, "", an empty block or list, `disabled`.
  static boolean isOff(ConfNode value) {
    return switch (value) {
      case ConfNode.Bool(var position, boolean on, var written) -> !on;
      case ConfNode.Whole(var position, long number, var written) -> number == 0;
      case ConfNode.Text(var position, String text, var writing) ->
          text.isEmpty() || text.equalsIgnoreCase("disabled") || text.equalsIgnoreCase("false");
      case ConfNode.Map map -> map.entries().isEmpty();
      case ConfNode.List list -> list.values().isEmpty();
      case ConfNode.Fraction ignored -> false;
      case ConfNode.Instant ignored -> false;
    };
  }
}
