package io.nuncio.config;

import io.nuncio.auth.Secret;
import io.nuncio.config.ConfigFile.Findings;
import io.nuncio.config.conf.ConfNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The keys about monitoring over HTTP: those of nats-server, and the block `monitoring { token,
/// users, hosts, cors, metrics_prefix }`.
final class MonitoringKeys {
  private final ConfigValues values;
  private final Findings findings;
  private @Nullable String host;
  private int port;
  private int securePort;
  private String basePath = "";
  private @Nullable Secret token;
  private final Map<String, Secret> users = new LinkedHashMap<>();
  private final List<String> hosts = new ArrayList<>();
  private String cors = "";
  private String metricsPrefix = MonitoringConfig.Http.DEFAULT_METRICS_PREFIX;

  MonitoringKeys(ConfigValues values, Findings findings) {
    this.values = values;
    this.findings = findings;
  }

  /// Takes the value of `key`, if it is one of these.
  boolean take(String key, ConfNode node) {
    switch (key) {
      case "http", "https" -> takeAddress(key, node);
      case "http_port", "monitor_port", "https_port" -> takePort(key, node);
      case "http_base_path" -> basePath = basePath(key, node);
      case "monitoring" -> takeBlock(key, node);
      default -> {
        return false;
      }
    }
    return true;
  }

  /// What the file says.
  MonitoringSettings settings() {
    MonitoringConfig.Access access = new MonitoringConfig.Access.Open();
    if (token != null) {
      access = new MonitoringConfig.Access.Bearer(token);
    } else if (!users.isEmpty()) {
      access = new MonitoringConfig.Access.Basic(users);
    }
    return new MonitoringSettings(
        host, port, securePort, basePath, access, hosts, cors, metricsPrefix);
  }

  /// `host:port`, or a port alone.
  private void takeAddress(String key, ConfNode node) {
    if (node instanceof ConfNode.Whole) {
      takePort(key, node);
      return;
    }
    String text = values.text(key, node);
    if (text == null || text.isEmpty()) {
      return;
    }
    ListenText address = ListenText.parse(text);
    if (address == null) {
      findings.mistake(node, key + ": expected host:port, such as \"127.0.0.1:8222\"");
      return;
    }
    host = address.host().isBlank() ? null : address.host();
    takePort(key, address.port());
  }

  private void takePort(String key, ConfNode node) {
    Integer number =
        values.integer(key, node, MonitoringSettings.ANY_FREE_PORT, ListenAddress.MAX_PORT);
    if (number != null) {
      takePort(key, number.intValue());
    }
  }

  private void takePort(String key, int number) {
    if (key.startsWith("https")) {
      securePort = number;
    } else {
      port = number;
    }
  }

  /// Begins with a slash and ends without, or is empty.
  private String basePath(String key, ConfNode node) {
    String text = values.text(key, node);
    if (text == null) {
      return "";
    }
    String path = text.startsWith("/") ? text : "/" + text;
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean plain = Character.isLetterOrDigit(c) || "/-_.~".indexOf(c) >= 0;
      if (!plain || c > '~' || path.contains("//") || path.contains("/.")) {
        findings.mistake(node, key + ": expected a path such as \"/nats\"");
        return "";
      }
    }
    return path;
  }

  private void takeBlock(String key, ConfNode node) {
    if (!(node instanceof ConfNode.Map block)) {
      findings.mistake(node, key + ": expected a block { }");
      return;
    }
    for (ConfNode.Entry entry : block.entries().values()) {
      takeEntry(entry.key().toLowerCase(Locale.ROOT), entry);
    }
    if (token != null && !users.isEmpty()) {
      findings.mistake(block, "monitoring: a token or users, not both");
    }
  }

  private void takeEntry(String key, ConfNode.Entry entry) {
    ConfNode node = entry.value();
    switch (key) {
      case "token" -> token = secret("monitoring.token", node);
      case "users" -> takeUsers(node);
      case "hosts" -> takeHosts(node);
      case "cors" -> cors = cors(node);
      case "metrics_prefix" -> metricsPrefix = metricsPrefix(node);
      default -> findings.unknownField(entry, "monitoring." + entry.key(), "");
    }
  }

  /// A list of `{ user, password }`. An empty one is a mistake: it would let everybody in.
  private void takeUsers(ConfNode node) {
    if (!(node instanceof ConfNode.List list) || list.values().isEmpty()) {
      findings.mistake(node, "monitoring.users: expected [ { user: joe, password: \"…\" } ]");
      return;
    }
    for (ConfNode each : list.values()) {
      takeUser(each);
    }
  }

  private void takeUser(ConfNode node) {
    String user = null;
    Secret password = null;
    if (node instanceof ConfNode.Map block) {
      for (ConfNode.Entry entry : block.entries().values()) {
        switch (entry.key().toLowerCase(Locale.ROOT)) {
          case "user", "username" -> user = values.text("monitoring.users.user", entry.value());
          case "password", "pass" -> password = secret("monitoring.users.password", entry.value());
          default -> findings.unknownField(entry, "monitoring.users." + entry.key(), "");
        }
      }
    }
    if (user == null || user.isEmpty() || user.indexOf(':') >= 0 || password == null) {
      findings.mistake(
          node, "monitoring.users: each needs a user, without a colon, and a password");
    } else if (users.put(user, password) != null) {
      findings.mistake(node, "monitoring.users: the same user twice");
    }
  }

  /// Its value is in no message.
  private @Nullable Secret secret(String key, ConfNode node) {
    String text = values.text(key, node);
    if (text != null && text.isEmpty()) {
      findings.mistake(node, key + " is empty, which would let everybody in: give it a value");
      return null;
    }
    return text == null ? null : Secret.of(text);
  }

  /// One name, or a list of them.
  private void takeHosts(ConfNode node) {
    List<ConfNode> all = node instanceof ConfNode.List list ? list.values() : List.of(node);
    for (ConfNode each : all) {
      String name = values.text("monitoring.hosts", each);
      if (name != null) {
        hosts.add(name.toLowerCase(Locale.ROOT));
      }
    }
  }

  private String cors(ConfNode node) {
    String origin = ServerKeys.or(values.text("monitoring.cors", node), "");
    boolean known =
        origin.isEmpty()
            || origin.equals("*")
            || origin.startsWith("http://")
            || origin.startsWith("https://");
    if (!known || origin.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      findings.mistake(
          node, "monitoring.cors: expected an origin such as \"https://example.com\", or \"*\"");
      return "";
    }
    return origin;
  }

  private String metricsPrefix(ConfNode node) {
    String prefix = ServerKeys.or(values.text("monitoring.metrics_prefix", node), "");
    boolean name = !prefix.isEmpty() && !Character.isDigit(prefix.charAt(0));
    for (int i = 0; i < prefix.length(); i++) {
      char c = prefix.charAt(i);
      name &= c == '_' || (c < 128 && Character.isLetterOrDigit(c));
    }
    if (!name) {
      findings.mistake(
          node, "monitoring.metrics_prefix: expected letters, digits and _, such as \"nats\"");
    }
    return prefix;
  }
}
