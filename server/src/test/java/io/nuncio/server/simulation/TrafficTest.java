package io.nuncio.server.simulation;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.config.Limits;
import io.nuncio.config.Reports;
import io.nuncio.server.events.ServerEvent;
import io.nuncio.server.events.Traffic;
import io.nuncio.server.lifecycle.LoopReport;
import io.nuncio.server.snapshot.ConnectionSnapshot;
import io.nuncio.server.snapshot.SubscriptionSnapshot;
import io.nuncio.testkit.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is counted for those who watch.
class TrafficTest {
  private static List<ConnectionSnapshot> snapshots(Simulation simulation) {
    List<ConnectionSnapshot> found = new ArrayList<>();
    simulation.core().visitClients(client -> found.add(client.snapshot()), () -> {});
    simulation.settle();
    return found;
  }

  private static Traffic traffic(Simulation simulation) {
    List<LoopReport> reports = new ArrayList<>();
    simulation.core().report(reports::add, () -> {});
    simulation.settle();
    return reports.stream().map(LoopReport::traffic).reduce(Traffic.NONE, Traffic::plus);
  }

  @Test
  void messageThatIsDeliveredInSeveralTurnsIsReceivedOnce() {
    Simulation simulation = new Simulation(Seed.random("turns"), 1, Limits.defaults());
    SimulatedClient client = simulation.connect(true, true);
    for (int i = 0; i < 10_000; i++) {
      client.send("SUB a " + i + "\r\n");
    }
    client.send("PUB a 1\r\nx\r\n");
    simulation.settle();

    assertThat(client.received).hasSize(10_000);
    assertThat(traffic(simulation)).isEqualTo(new Traffic(1, 1, 10_000, 10_000));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void everyMessageIsCountedForItsClientsAndItsLoops(int loops) {
    RandomGenerator random = Seed.random("traffic with " + loops + " loops");
    Simulation simulation = new Simulation(random, loops, Limits.defaults());
    for (int i = 0; i < 9; i++) {
      simulation.connect(random.nextInt(3) > 0, random.nextInt(3) > 0);
    }
    RandomWorkload workload = new RandomWorkload(simulation, random);
    for (int i = 0; i < 20; i++) {
      workload.changeSubscriptions(random.nextInt(1, 25));
      workload.publish(random.nextInt(1, 150));
      workload.check();
    }

    List<ConnectionSnapshot> snapshots = snapshots(simulation);

    Map<String, Traffic> byName = new HashMap<>();
    snapshots.forEach(each -> byName.put(each.client().name(), each.traffic()));
    Traffic all = Traffic.NONE;
    for (SimulatedClient client : simulation.clients) {
      Traffic traffic = byName.getOrDefault("client-" + client.number, Traffic.NONE);
      assertThat(traffic.outMessages()).isEqualTo(client.receivedMessages());
      assertThat(traffic.outBytes()).isEqualTo(client.receivedBytes());
      all = all.plus(traffic);
    }
    assertThat(all.inMessages()).isEqualTo(workload.publishedMessages());
    assertThat(all.outMessages()).isPositive();
    assertThat(traffic(simulation)).isEqualTo(all);
  }

  @Test
  void subscriptionCountsWhatItWasGiven() {
    Simulation simulation = new Simulation(Seed.random("counted"), 2, Limits.defaults());
    SimulatedClient client = simulation.connect(true, true);
    client.send("SUB orders.* workers 7\r\nUNSUB 7 5\r\n");
    simulation.settle();
    client.send("PUB orders.new 1\r\nx\r\nPUB orders.old 1\r\nx\r\n");
    simulation.settle();

    List<SubscriptionSnapshot> found = new ArrayList<>();
    simulation.core().visitClients(each -> found.addAll(each.subscriptions()), () -> {});
    simulation.settle();

    assertThat(found)
        .containsExactly(new SubscriptionSnapshot(1, "$G", "orders.*", "workers", "7", 2, 5));
    assertThat(simulation.core().context().receivers("orders.x".getBytes(US_ASCII)))
        .isEqualTo(found);
    assertThat(simulation.core().context().receivers("orders".getBytes(US_ASCII))).isEmpty();
  }

  @Test
  void clientThatHasGoneIsRememberedWithTheReason() {
    Simulation simulation = new Simulation(Seed.random("gone"), 1, Limits.defaults());
    SimulatedClient client = simulation.connect(true, true);
    client.send("SUB a 1\r\nPUB a 3\r\nxyz\r\n");
    simulation.settle();

    client.leave();
    simulation.settle();

    ConnectionSnapshot last = simulation.core().context().closedClients().all().getLast();
    assertThat(last.closed())
        .satisfies(
            closed -> assertThat(closed == null ? "" : closed.reason()).isEqualTo("Client Closed"));
    assertThat(last.traffic()).isEqualTo(new Traffic(1, 3, 1, 3));
    assertThat(last.subscriptions()).isEqualTo(1);
    assertThat(simulation.events.getLast())
        .isInstanceOfSatisfying(
            ServerEvent.ClientGone.class,
            gone -> assertThat(gone.reason()).isEqualTo("Client Closed"));
  }

  @Test
  void onlyTheLastOfThoseWhoHaveGoneAreRemembered() {
    Simulation simulation = new Simulation(Seed.random("gone"), 1, Limits.defaults());
    simulation.reload(change -> change.reports(new Reports(3, 1, 1)));
    for (int i = 0; i < 5; i++) {
      SimulatedClient client = simulation.connect(true, true);
      simulation.settle();
      client.leave();
      simulation.settle();
    }

    assertThat(simulation.core().context().closedClients().all())
        .extracting(each -> each.client().id())
        .containsExactly(3L, 4L, 5L);
  }

  @Test
  void roundTripIsMeasured() {
    Simulation simulation = new Simulation(Seed.random("rtt"), 1, Limits.defaults());
    SimulatedClient client = simulation.open(true, true);
    simulation.pass(Duration.ofMillis(300));
    client.sendConnect("");
    simulation.settle();
    assertThat(snapshots(simulation))
        .singleElement()
        .satisfies(each ->
            assertThat(each.roundTrip())
                .describedAs("from the greeting to CONNECT")
                .isGreaterThanOrEqualTo(Duration.ofMillis(300)));

    simulation.pass(Duration.ofSeconds(5));

    assertThat(snapshots(simulation))
        .singleElement()
        .satisfies(each ->
            assertThat(each.roundTrip()).isBetween(Duration.ofNanos(1), Duration.ofMillis(299)));
  }
}
