package io.nuncio.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.config.Limits;
import io.nuncio.testkit.Seed;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedBrokerTest {
  private static final int OPERATIONS = 10_000;
  private static final int CLIENTS = 9;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void tenThousandRandomOperationsDeliverWhatANaiveBrokerDelivers(int loops) {
    RandomGenerator random = Seed.random("broker with " + loops + " loops");
    Simulation simulation = new Simulation(random, loops, Limits.defaults());
    for (int i = 0; i < CLIENTS; i++) {
      simulation.connect(random.nextInt(3) > 0, random.nextInt(3) > 0);
    }
    RandomWorkload workload = new RandomWorkload(simulation, random);

    while (workload.operations() < OPERATIONS) {
      workload.changeSubscriptions(random.nextInt(1, 25));
      workload.publish(random.nextInt(1, 150));
      workload.check();
      assertThat(simulation.subscriptions()).isEqualTo(workload.subscriptions());
      assertThat(simulation.faults()).isEmpty();
      assertThat(simulation.budget().usedBytes()).isZero();
    }
  }

  /// Whichever loop owns those who leave, and whichever is writing to them.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void whoLeavesInTheMiddleChangesNothingForThoseWhoStay(int loops) {
    RandomGenerator random = Seed.random("visitors with " + loops + " loops");
    Simulation simulation = new Simulation(random, loops, Limits.defaults());
    for (int i = 0; i < CLIENTS; i++) {
      simulation.connect(random.nextInt(3) > 0, random.nextInt(3) > 0);
    }
    RandomWorkload workload = new RandomWorkload(simulation, random);

    while (workload.operations() < OPERATIONS / 4) {
      for (int i = random.nextInt(10); i > 0; i--) {
        simulation.visit();
      }
      workload.changeSubscriptions(random.nextInt(1, 10));
      workload.publish(random.nextInt(1, 100));
      workload.check();
      simulation.endVisits();
      simulation.settle();
      assertThat(simulation.subscriptions()).isEqualTo(workload.subscriptions());
      assertThat(simulation.faults()).isEmpty();
      assertThat(simulation.budget().usedBytes()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void limitedSubscriptionsTakeExactlyTheirMaximumWhoeverPublishes(int loops) {
    RandomGenerator random = Seed.random("maximum with " + loops + " loops");
    Simulation simulation = new Simulation(random, loops, Limits.defaults());
    for (int i = 0; i < 6; i++) {
      simulation.connect(true, true);
    }
    SimulatedClient receiver = simulation.clients.getFirst();

    for (int round = 1; round <= 50; round++) {
      int max = random.nextInt(1, 40);
      receiver.send("SUB limited %d\r\nUNSUB %d %d\r\n".formatted(round, round, max));
      simulation.settle();
      for (int i = 0; i < 60; i++) {
        simulation.clients.get(random.nextInt(6)).send("PUB limited 1\r\nx\r\n");
        simulation.step();
      }
      simulation.settle();

      assertThat(receiver.received).hasSize(max);
      assertThat(simulation.subscriptions()).isZero();
      receiver.received.clear();
    }
    assertThat(simulation.faults()).isEmpty();
  }

  @Test
  void connectionWhoseClientNeverReadsIsCutAtTheLimitAndTheOthersAreServed() {
    RandomGenerator random = Seed.random("stalled client");
    Simulation simulation =
        new Simulation(random, 2, Limits.defaults().withBytes(1 << 20, 4096, 1 << 20));
    Scenarios.stalledSubscriberIsCutAndTheOthersAreServed(
        simulation, () -> simulation.connect(true, true));
  }
}
