package io.nuncio.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;

/// What must hold however clients are connected.
final class Scenarios {
  private Scenarios() {}

  /// Needs a server that lets no more than a megabyte be pending.
  ///
  /// @param connect makes clients
  static void stalledSubscriberIsCutAndTheOthersAreServed(
      Simulation simulation, Supplier<SimulatedClient> connect) {
    SimulatedClient healthy = connect.get();
    SimulatedClient publisher = connect.get();
    healthy.send("SUB news 1\r\n");
    SimulatedClient stalled = connect.get();
    stalled.send("SUB news 1\r\n");
    simulation.settle();
    simulation.clients.remove(stalled);

    String payload = "y".repeat(50_000);
    for (int i = 0; i < 40; i++) {
      publisher.send("PUB news 50000\r\n" + payload + "\r\n");
      simulation.settle();
    }

    assertThat(stalled.isClosed()).isTrue();
    assertThat(healthy.received).hasSize(40);
    assertThat(simulation.subscriptions()).isEqualTo(1);
    assertThat(simulation.budget().usedBytes()).isZero();
  }
}
