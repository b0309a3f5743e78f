package io.nuncio.config;

import io.nuncio.config.ConfigFile.Findings;
import io.nuncio.config.conf.ConfNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The keys at the top level of a configuration file. Names match in any case, as in nats-server.
///
/// Source: nats-server 2.15.2 and
/// <https://docs.nats.io/running-a-nats-service/configuration#configuration-properties>.
final class ServerKeys {
  private final ConfNode.Map tree;
  private final Findings findings;
  private final ConfigValues values;
  private String host = ListenAddress.defaults().host();
  private int port = ListenAddress.DEFAULT_PORT;
  private @Nullable Path pidFile;
  private @Nullable Path portsFolder;
  private final IdentityKeys identity;
  private final LimitKeys limits;
  private final ProtocolKeys protocol;
  private final LogKeys log;
  private final MonitoringKeys monitoring;
  private final FailureDelayKeys failureDelay;
  private final AuthorizationKeys authorization;
  private final TlsKeys tls;

  ServerKeys(ConfNode.Map tree, Findings findings) {
    this.tree = tree;
    this.findings = findings;
    this.values = new ConfigValues(findings);
    this.identity = new IdentityKeys(values, findings);
    this.limits = new LimitKeys(values);
    this.protocol = new ProtocolKeys(values, findings);
    this.log = new LogKeys(values, findings);
    this.monitoring = new MonitoringKeys(values, findings);
    this.failureDelay = new FailureDelayKeys(values, findings);
    this.tls = new TlsKeys(values, findings);
    this.authorization =
        new AuthorizationKeys(
            values, findings, failureDelay, () -> tls.settings().clients().mapped());
  }

  /// What the file asks for; the defaults where it has mistakes.
  ServerConfig config() {
    // First, because it says whether users need passwords.
    takeAll(true);
    takeAll(false);
    for (ConfNode.Entry entry : tree.overridden()) {
      if (entry.key().equalsIgnoreCase("authorization")) {
        findings.mistake(
            entry.position()
                + ": authorization stands here and again further down, which would count alone:"
                + " leave one of them");
      }
    }
    String mistake = monitoring.settings().mistake();
    if (mistake != null) {
      findings.mistake(tree, mistake);
    }
    ServerConfig defaults = ServerConfig.defaults();
    ServerConfig config =
        checked(() ->
            ServerConfig.builder()
                .listen(new ListenAddress(host, port))
                .identity(identity.identity())
                .authentication(authorization.authentication())
                .failureDelay(failureDelay.delay())
                .limits(limits.limits())
                .timers(limits.timers(authTimeout()))
                .protocol(protocol.protocol())
                .loops(protocol.loops())
                .reports(protocol.reports())
                .log(log.settings().log())
                .files(new ProcessFiles(pidFile, portsFolder))
                .lameDuck(limits.lameDuck())
                .monitoring(monitoring.settings().config(host))
                .tls(tls.settings().config())
                .build());
    return config == null ? defaults : config;
  }

  private void takeAll(boolean aboutTls) {
    for (ConfNode.Entry entry : tree.entries().values()) {
      if (entry.key().equalsIgnoreCase("tls") == aboutTls) {
        take(entry);
      }
    }
  }

  private void take(ConfNode.Entry entry) {
    String key = entry.key().toLowerCase(Locale.ROOT);
    boolean known =
        address(key, entry.value())
            || identity.take(key, entry.value())
            || protocol.take(key, entry.value())
            || limits.take(key, entry.value())
            || log.take(key, entry.value())
            || monitoring.take(key, entry.value())
            || failureDelay.take(key, entry.value())
            || authorization.take(key, entry.value())
            || tls.take(key, entry.value());
    if (!known) {
      unknown(key, entry);
    }
  }

  /// What the file says about the log, for flags to go over. Complete after [#config].
  LogSettings log() {
    return log.settings();
  }

  /// What the file says about monitoring, for flags to go over. Complete after [#config].
  MonitoringSettings monitoring() {
    return monitoring.settings();
  }

  /// What the file says about TLS, for flags to go over. Complete after [#config].
  TlsSettings tls() {
    return tls.settings();
  }

  /// Whether the file says how long a client may take to prove itself. Complete after [#config].
  boolean saysAuthTimeout() {
    return authorization.timeout() != null;
  }

  private Duration authTimeout() {
    return or(authorization.timeout(), tls.settings().authTimeout());
  }

  /// The key of `authorization` that says how clients prove themselves; empty for none. Complete
  /// after [#config].
  String proof() {
    return authorization.proof();
  }

  /// Runs what compact constructors refuse with a sentence of their own.
  private <T> @Nullable T checked(Supplier<T> make) {
    try {
      return make.get();
    } catch (IllegalArgumentException e) {
      findings.mistake(tree, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private boolean address(String key, ConfNode node) {
    switch (key) {
      case "listen" -> listen(node);
      case "host", "net" -> host = or(values.text(key, node), host);
      case "port" -> port = port(key, node);
      case "pid_file", "pidfile" -> pidFile = values.path(key, node);
      case "ports_file_dir" -> portsFolder = values.path(key, node);
      default -> {
        return false;
      }
    }
    return true;
  }

  private int port(String key, ConfNode node) {
    Integer number = values.integer(key, node, -1, ListenAddress.MAX_PORT);
    if (number == null || number == 0) {
      return ListenAddress.DEFAULT_PORT;
    }
    return number == -1 ? ListenAddress.ANY_FREE_PORT : number;
  }

  /// `host:port`, or a port alone.
  private void listen(ConfNode node) {
    if (node instanceof ConfNode.Whole) {
      port = port("listen", node);
      return;
    }
    String text = values.text("listen", node);
    if (text == null) {
      return;
    }
    ListenText address = ListenText.parse(text);
    if (address == null) {
      findings.mistake(node, "listen: expected host:port, such as \"127.0.0.1:4222\"");
      return;
    }
    host = address.host();
    port = address.port() == -1 ? ListenAddress.ANY_FREE_PORT : address.port();
  }

  private void unknown(String key, ConfNode.Entry entry) {
    if (UnbuiltKeys.isKnown(key)) {
      if (UnbuiltKeys.isOff(entry.value())) {
        return;
      }
      if (UnbuiltKeys.isDoor(key, entry.value())) {
        findings.warn(entry.position() + ": " + key + " is not built yet: its port stays shut");
      } else {
        findings.mistake(
            entry.position() + ": " + key + " is not built yet: leave it out to start without");
      }
    } else {
      String nearest = Nearest.of(entry.key(), UnbuiltKeys.all());
      findings.unknownField(entry, entry.key(), " (did you mean \"" + nearest + "\"?)");
    }
  }

  static String or(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }

  static Duration or(@Nullable Duration duration, Duration otherwise) {
    return duration == null ? otherwise : duration;
  }
}
