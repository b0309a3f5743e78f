package io.nuncio.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.config.Limits;
import io.nuncio.testkit.Seed;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private static Simulation simulation(int connections, int subscriptions, int tokens) {
    Limits limits = Limits.defaults().withCounts(connections, subscriptions, tokens);
    return new Simulation(Seed.random("limits"), 2, limits);
  }

  @Test
  void connectionBeyondTheLimitIsGreetedToldWhyAndClosed() {
    Simulation simulation = simulation(2, 0, 0);
    SimulatedClient first = simulation.connect(true, true);
    SimulatedClient second = simulation.connect(true, true);
    simulation.settle();

    SimulatedClient third = simulation.connect(true, true);
    simulation.pass(Duration.ofMillis(50));

    assertThat(third.infos).hasSize(1);
    assertThat(third.errors).containsExactly("-ERR 'maximum connections exceeded'");
    assertThat(third.isClosed()).isTrue();
    assertThat(first.isClosed()).isFalse();
    assertThat(second.isClosed()).isFalse();
    assertThat(simulation.core().clients()).isEqualTo(2);
  }

  @Test
  void subscriptionBeyondTheLimitIsRefusedAndTheConnectionGoesOn() {
    Simulation simulation = simulation(10, 2, 0);
    SimulatedClient client = simulation.connect(true, true);
    client.send("SUB a 1\r\nSUB b 2\r\nSUB c 3\r\nUNSUB 1\r\nSUB d 4\r\nPING\r\n");
    simulation.settle();

    assertThat(client.errors).containsExactly("-ERR 'maximum subscriptions exceeded'");
    assertThat(client.pongs()).isEqualTo(1);
    assertThat(simulation.subscriptions()).isEqualTo(2);
  }

  @Test
  void subscriptionWithTooManyTokensIsRefused() {
    Simulation simulation = simulation(10, 0, 3);
    SimulatedClient client = simulation.connect(true, true);
    client.send("SUB a.b.c 1\r\nSUB a.b.c.> 2\r\nPING\r\n");
    simulation.settle();

    assertThat(client.errors)
        .containsExactly(
            "-ERR 'Permissions Violation for Subscription to \"a.b.c.>\", too many tokens'");
    assertThat(simulation.subscriptions()).isEqualTo(1);
  }

  @Test
  void queueGroupOfTheServersIsRefused() {
    Simulation simulation = simulation(10, 0, 0);
    SimulatedClient client = simulation.connect(true, true);
    client.send("SUB a _sys_ 1\r\nPING\r\n");
    simulation.settle();

    assertThat(client.errors)
        .containsExactly(
            "-ERR 'Permissions Violation for Subscription to \"a\" using queue \"_sys_\"'");
    assertThat(simulation.subscriptions()).isZero();
  }
}
