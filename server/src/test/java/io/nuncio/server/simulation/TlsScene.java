package io.nuncio.server.simulation;

import io.nuncio.config.Limits;
import io.nuncio.config.LogConfig;
import io.nuncio.config.ServerConfig;
import io.nuncio.server.snapshot.ConnectionSnapshot;
import io.nuncio.server.tls.TlsSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLEngine;

/// A server whose clients may speak TLS, and what such clients do.
final class TlsScene {
  static final String CLIENT = "DEBUG 192.0.2.1:0 - cid:1 - ";
  static final String FAILED = "ERROR 192.0.2.1:0 - cid:1 - TLS handshake error: ";

  private TlsScene() {}

  /// A server that logs what it does with each client.
  static Simulation simulation(RandomGenerator random, TlsSettings tls, int maxConnections) {
    LogConfig quiet = LogConfig.defaults();
    return new Simulation(
        random,
        2,
        ServerConfig.builder()
            .limits(Limits.defaults().withCounts(maxConnections, 0, 0))
            .log(
                new LogConfig(
                    true, quiet.trace(), quiet.destination(), quiet.time(), quiet.maxTracedBytes()))
            .build(),
        tls);
  }

  /// Speaks TLS after `INFO`, and converses.
  static SimulatedClient after(Simulation simulation, Supplier<SSLEngine> engines) {
    SimulatedClient client = simulation.openTls(engines);
    converse(client);
    simulation.settle();
    return client;
  }

  /// Speaks in the clear.
  static SimulatedClient plain(Simulation simulation) {
    SimulatedClient client = simulation.open(true, true);
    converse(client);
    simulation.settle();
    return client;
  }

  static void converse(SimulatedClient client) {
    client.sendConnect("");
    client.send("PING\r\n");
  }

  /// Why the last client was closed; empty if it was not.
  static String lastReason(Simulation simulation) {
    ConnectionSnapshot.Closed closed =
        simulation.core().context().closedClients().all().getLast().closed();
    return closed == null ? "" : closed.reason();
  }

  /// What monitoring would show of the clients that speak TLS.
  static List<ConnectionSnapshot.Tls> shown(Simulation simulation) {
    List<ConnectionSnapshot.Tls> found = new ArrayList<>();
    simulation
        .core()
        .visitClients(
            client -> {
              ConnectionSnapshot.Tls tls = client.snapshot().tls();
              if (tls != null) {
                found.add(tls);
              }
            },
            () -> {});
    simulation.settle();
    return found;
  }
}
