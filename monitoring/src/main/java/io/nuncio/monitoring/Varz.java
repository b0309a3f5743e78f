package io.nuncio.monitoring;

import io.nuncio.config.ClientProtocol.WriteTimeout;
import io.nuncio.config.MonitoringConfig;
import io.nuncio.config.ServerConfig;
import io.nuncio.config.TlsConfig;
import io.nuncio.server.events.Traffic;
import io.nuncio.server.snapshot.ServerSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// `/varz`: the server as a whole.
final class Varz {
  private static final int PROTOCOL = 1;

  private final ServerSnapshot server;
  private final Surroundings surroundings;

  /// What the server itself does not know.
  ///
  /// @param http where this is asked for; the port is the one that is listened on
  /// @param digest of the configuration file; empty without one
  /// @param requests how often each path was asked for
  record Surroundings(
      MonitoringConfig.Http http,
      int port,
      String digest,
      ProcessUsage.Sample usage,
      Map<String, Long> requests) {}

  Varz(ServerSnapshot server, Surroundings surroundings) {
    this.server = server;
    this.surroundings = surroundings;
  }

  void write(Document document) {
    writeIdentity(document);
    writeLimits(document);
    writeProcess(document);
    writeTraffic(document);
    writeConfiguration(document);
    writeTroubles(document);
    Instant notAfter = server.certificateNotAfter();
    if (notAfter != null) {
      document.field("tls_cert_not_after", notAfter);
    }
    document.end();
  }

  private void writeIdentity(Document document) {
    TlsConfig.@Nullable On tls = tls();
    document
        .field("server_id", server.identity().id())
        .field("server_name", server.identity().name())
        .field("version", server.identity().version())
        .field("proto", PROTOCOL)
        .field("go", server.identity().software())
        .field("host", server.identity().host())
        .field("port", server.identity().port())
        .fieldIfTrue("auth_required", server.authRequired())
        .fieldIfTrue("tls_required", tls != null && !tls.handshake().plainToo())
        .fieldIfTrue("tls_verify", tls != null && tls.clients().required());
  }

  private void writeLimits(Document document) {
    ServerConfig config = server.config();
    document
        .field("max_connections", config.limits().maxConnections())
        .fieldIfAny("max_subscriptions", config.limits().maxSubscriptions())
        .field("ping_interval", config.timers().pingInterval().toNanos())
        .field("ping_max", config.timers().maxPingsOut())
        .field("http_host", surroundings.http().host())
        .field("http_port", surroundings.http().secure() ? 0 : surroundings.port())
        .field("http_base_path", surroundings.http().basePath())
        .field("https_port", surroundings.http().secure() ? surroundings.port() : 0)
        .field("auth_timeout", config.timers().authTimeout().toNanos() / 1e9)
        .field("max_control_line", config.limits().maxControlLineBytes())
        .field("max_payload", config.limits().maxPayloadBytes())
        .field("max_pending", config.limits().maxPendingBytes());
    for (String unbuilt : new String[] {"cluster", "gateway", "leaf", "mqtt", "websocket"}) {
      document.object(unbuilt).end();
    }
    document
        .object("jetstream")
        .end()
        .field("tls_timeout", tlsTimeout().toNanos() / 1e9)
        .field("write_deadline", config.timers().writeDeadline().toNanos());
    if (config.protocol().writeTimeout() == WriteTimeout.RETRY) {
      document.field("write_timeout", "retry");
    }
  }

  private void writeProcess(Document document) {
    int cores = Runtime.getRuntime().availableProcessors();
    document
        .field("start", server.start())
        .field("now", server.now())
        .field("uptime", GoText.uptime(Duration.between(server.start(), server.now())))
        .field("mem", surroundings.usage().memoryBytes())
        .field("cores", cores)
        .field("gomaxprocs", cores)
        .field("cpu", surroundings.usage().cpuPercent());
  }

  private void writeTraffic(Document document) {
    Traffic traffic = server.traffic();
    ServerSnapshot.Troubles troubles = server.troubles();
    document
        .field("connections", server.connections())
        .field("total_connections", server.totalConnections())
        .field("routes", 0)
        .field("remotes", 0)
        .field("leafnodes", 0)
        .field("in_msgs", traffic.inMessages())
        .field("in_bytes", traffic.inBytes())
        .field("in_client_msgs", traffic.inMessages())
        .field("in_client_bytes", traffic.inBytes())
        .field("out_msgs", traffic.outMessages())
        .field("out_bytes", traffic.outBytes())
        .field("out_client_msgs", traffic.outMessages())
        .field("out_client_bytes", traffic.outBytes())
        .field("slow_consumers", slowConsumers(server))
        .field("stale_connections", troubles.staleConnections())
        .field("stalled_clients", troubles.stalls())
        .field("subscriptions", server.subscriptions())
        .object("http_req_stats");
    surroundings.requests().forEach(document::field);
    document.end();
  }

  /// For whatever reason.
  static long slowConsumers(ServerSnapshot server) {
    return server.troubles().slowConsumersPending() + server.troubles().slowConsumersDeadline();
  }

  private void writeConfiguration(Document document) {
    document
        .field("config_load_time", server.configured())
        .field("config_digest", surroundings.digest());
    if (!server.config().identity().tags().isEmpty()) {
      document.list("tags");
      server.config().identity().tags().forEach(document::element);
      document.end();
    }
    Map<String, String> metadata = new TreeMap<>(server.config().identity().metadata());
    if (!metadata.isEmpty()) {
      document.object("metadata");
      metadata.forEach(document::field);
      document.end();
    }
    Map<String, Boolean> flags = new TreeMap<>(server.config().identity().featureFlags());
    if (!flags.isEmpty()) {
      document.object("feature_flags");
      flags.forEach(document::field);
      document.end();
    }
  }

  private void writeTroubles(Document document) {
    writeByKind("slow_consumer_stats", slowConsumers(server), document);
    writeByKind("stale_connection_stats", server.troubles().staleConnections(), document);
    document
        .object("disk_io_wait_stats")
        .field("waiters", 0)
        .field("waits", 0)
        .field("wait_time", 0)
        .field("max_wait_time", 0)
        .end()
        .object("auth_failure_stats")
        .field("refused", server.troubles().authFailures())
        .field("delayed", server.troubles().authDelays())
        .field("given_up", server.troubles().authOverflows())
        .end();
  }

  private TlsConfig.@Nullable On tls() {
    return server.config().tls() instanceof TlsConfig.On on ? on : null;
  }

  private Duration tlsTimeout() {
    TlsConfig.@Nullable On tls = tls();
    return tls == null ? TlsConfig.Handshake.DEFAULT_TIMEOUT : tls.handshake().timeout();
  }

  /// Only clients connect.
  private static void writeByKind(String name, long clients, Document document) {
    document
        .object(name)
        .field("clients", clients)
        .field("routes", 0)
        .field("gateways", 0)
        .field("leafs", 0)
        .end();
  }
}
