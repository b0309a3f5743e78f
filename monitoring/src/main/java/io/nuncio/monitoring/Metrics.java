package io.nuncio.monitoring;

import io.nuncio.server.events.Traffic;
import io.nuncio.server.snapshot.ConnectionSnapshot;
import io.nuncio.server.snapshot.ServerSnapshot;
import java.util.List;
import java.util.function.ToLongFunction;

/// `/metrics`: what prometheus-nats-exporter makes of the other endpoints, and what only this
/// server knows.
final class Metrics {
  private static final int USUAL_LIMIT = 1024;

  private final ServerSnapshot server;
  private final String prefix;
  private final MetricsText metrics;
  private final String id;

  /// @param prefix with which the exporter's names begin
  Metrics(ServerSnapshot server, String prefix, MetricsText metrics) {
    this.server = server;
    this.prefix = prefix;
    this.metrics = metrics;
    this.id = server.identity().id();
  }

  void write(Varz.Surroundings surroundings, List<ConnectionSnapshot> connections) {
    new Varz(server, surroundings).write(gauges("varz"));
    writeConnz(connections);
    Document subsz = gauges("subsz");
    subsz.field("server_id", id);
    Subsz.statistics(server, subsz);
    subsz.field("total", 0).field("offset", 0).field("limit", USUAL_LIMIT).end();
    new Unbuilt(server).writeRoutez(new Query(null), gauges("routez"));
    exporter("leafz_conn_nodes_total", "nodes_total").sample(0, "server_id", id);
    writeAccount();
    exporter("healthz_status", "status").sample(0, "server_id", id);
    exporter("healthz_status_value", "status").sample(1, "server_id", id, "value", "ok");
    writeOwn();
    Jvm.write(metrics);
    metrics.flush();
  }

  private Document gauges(String endpoint) {
    return new Gauges(metrics, id, prefix + "_" + endpoint + "_");
  }

  private MetricsText exporter(String name, String help) {
    return metrics.family(prefix + "_" + name, MetricsText.Type.GAUGE, help);
  }

  /// Sums over the connections that there are. So they shrink when one ends, as the exporter's do.
  private void writeConnz(List<ConnectionSnapshot> connections) {
    exporter("connz_num_connections", "num_connections")
        .sample(connections.size(), "server_id", id);
    exporter("connz_total", "total").sample(connections.size(), "server_id", id);
    exporter("connz_offset", "offset").sample(0, "server_id", id);
    exporter("connz_limit", "limit").sample(USUAL_LIMIT, "server_id", id);
    sum("pending_bytes", connections, ConnectionSnapshot::pendingBytes);
    sum("subscriptions", connections, ConnectionSnapshot::subscriptions);
    sum("in_bytes", connections, each -> each.traffic().inBytes());
    sum("out_bytes", connections, each -> each.traffic().outBytes());
    sum("in_msgs", connections, each -> each.traffic().inMessages());
    sum("out_msgs", connections, each -> each.traffic().outMessages());
  }

  private void sum(
      String name,
      List<ConnectionSnapshot> connections,
      ToLongFunction<ConnectionSnapshot> number) {
    boolean counted = name.startsWith("in_") || name.startsWith("out_");
    MetricsText.Type type = counted ? MetricsText.Type.COUNTER : MetricsText.Type.GAUGE;
    long sum = 0;
    for (ConnectionSnapshot each : connections) {
      sum += number.applyAsLong(each);
    }
    metrics.family(prefix + "_connz_" + name, type, name).sample(sum, "server_id", id);
  }

  private void writeAccount() {
    Traffic traffic = server.traffic();
    account("current_connections", server.connections());
    account("total_connections", server.connections());
    account("subscriptions", server.subscriptions());
    account("leaf_nodes", 0);
    account("sent_messages", traffic.outMessages());
    account("sent_bytes", traffic.outBytes());
    account("received_messages", traffic.inMessages());
    account("received_bytes", traffic.inBytes());
    account("slow_consumers", Varz.slowConsumers(server));
  }

  private void account(String name, long value) {
    String account = server.identity().account();
    exporter("accstatz_" + name, name)
        .sample(
            value,
            "server_id",
            id,
            "account",
            account,
            "account_id",
            account,
            "account_name",
            account);
  }

  private void writeOwn() {
    metrics
        .family("nuncio_info", MetricsText.Type.GAUGE, "Always 1")
        .sample(
            1, "software", server.identity().software(), "version", server.identity().version());
    gauge("pending_bytes", "What all clients make the server keep", server.memory().heldBytes());
    gauge("pending_limit_bytes", "What they may make it keep", server.memory().limitBytes());
    loops(
        "connections",
        MetricsText.Type.GAUGE,
        "Connections of an event loop",
        ServerSnapshot.Loop::connections);
    loops(
        "in_messages_total",
        MetricsText.Type.COUNTER,
        "Messages that came in on an event loop",
        loop -> loop.traffic().inMessages());
    loops(
        "in_bytes_total",
        MetricsText.Type.COUNTER,
        "Their bytes",
        loop -> loop.traffic().inBytes());
    loops(
        "out_messages_total",
        MetricsText.Type.COUNTER,
        "Messages that they caused to go out",
        loop -> loop.traffic().outMessages());
    loops(
        "out_bytes_total",
        MetricsText.Type.COUNTER,
        "Their bytes",
        loop -> loop.traffic().outBytes());
    writeCalls();
    writeTroubles();
    gauge("route_cache_entries", "Subjects whose receivers are known", server.routing().cached());
    counter("route_cache_hits_total", "Subjects that were known", server.routing().hits());
    counter("route_cache_misses_total", "Subjects that were not", server.routing().misses());
  }

  private void writeCalls() {
    loops(
        "polls_total",
        MetricsText.Type.COUNTER,
        "How often an event loop asked which sockets are ready",
        loop -> loop.calls().polls());
    loops(
        "reads_total",
        MetricsText.Type.COUNTER,
        "How often it read from a connection",
        loop -> loop.calls().reads());
    loops(
        "writes_total",
        MetricsText.Type.COUNTER,
        "How often it wrote to a connection",
        loop -> loop.calls().writes());
    loops(
        "accepts_total",
        MetricsText.Type.COUNTER,
        "How often it asked for a new connection",
        loop -> loop.calls().accepts());
  }

  private void writeTroubles() {
    ServerSnapshot.Troubles troubles = server.troubles();
    metrics
        .family(
            "nuncio_slow_consumers_total",
            MetricsText.Type.COUNTER,
            "Clients cut because too much was pending, or nothing was taken for too long")
        .sample(troubles.slowConsumersPending(), "reason", "pending")
        .sample(troubles.slowConsumersDeadline(), "reason", "deadline");
    counter("stale_connections_total", "Clients that did not answer", troubles.staleConnections());
    counter("publisher_stalls_total", "How often a publisher was slowed", troubles.stalls());
    counter("auth_failures_total", "Clients that were refused", troubles.authFailures());
    counter(
        "auth_delays_total",
        "Clients that had to wait to be let in or refused",
        troubles.authDelays());
    counter("auth_overflows_total", "Checks given up", troubles.authOverflows());
    counter("faults_total", "Defects that ended a connection", troubles.faults());
  }

  private void gauge(String name, String help, long value) {
    metrics.family("nuncio_" + name, MetricsText.Type.GAUGE, help).sample(value);
  }

  private void counter(String name, String help, long value) {
    metrics.family("nuncio_" + name, MetricsText.Type.COUNTER, help).sample(value);
  }

  private void loops(
      String name, MetricsText.Type type, String help, ToLongFunction<ServerSnapshot.Loop> number) {
    metrics.family("nuncio_loop_" + name, type, help);
    for (ServerSnapshot.Loop loop : server.loops()) {
      metrics.sample(number.applyAsLong(loop), "loop", Integer.toString(loop.index()));
    }
  }
}
