package io.nuncio.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.config.Limits;
import io.nuncio.config.ServerConfig;
import io.nuncio.server.tls.HandshakeFirst;
import io.nuncio.testkit.Seed;
import java.time.Duration;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is said over encrypted connections, however the bytes are cut.
class TlsTrafficTest {
  private static final int OPERATIONS = 1_000;
  private static final int CLIENTS = 8;

  private static Simulation simulation(RandomGenerator random, int loops, Limits limits) {
    return new Simulation(
        random,
        loops,
        ServerConfig.builder().limits(limits).build(),
        TestTls.settings(true, HandshakeFirst.NEVER));
  }

  private static SSLEngine client(String protocol) {
    SSLEngine engine = TestTls.client();
    engine.setEnabledProtocols(new String[] {protocol});
    return engine;
  }

  private static SimulatedClient connect(Simulation simulation, String protocol) {
    SimulatedClient client = simulation.openTls(() -> client(protocol));
    client.sendConnect("");
    return client;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void randomOperationsDeliverWhatANaiveBrokerDelivers(int loops) {
    RandomGenerator random = Seed.random("TLS broker with " + loops + " loops");
    Simulation simulation = simulation(random, loops, Limits.defaults());
    for (int i = 0; i < CLIENTS; i++) {
      switch (random.nextInt(4)) {
        case 0 -> simulation.connect(true, true);
        case 1 -> connect(simulation, "TLSv1.2");
        default -> connect(simulation, "TLSv1.3");
      }
    }
    RandomWorkload workload = new RandomWorkload(simulation, random);

    while (workload.operations() < OPERATIONS) {
      workload.changeSubscriptions(random.nextInt(1, 25));
      workload.publish(random.nextInt(1, 150));
      workload.check();
      assertThat(simulation.faults()).isEmpty();
      assertThat(simulation.budget().usedBytes()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void messagesOfAnySizePass(String protocol) {
    RandomGenerator random = Seed.random("TLS sizes");
    Simulation simulation = simulation(random, 2, Limits.defaults());
    SimulatedClient receiver = connect(simulation, protocol);
    receiver.send("SUB big 1\r\n");
    SimulatedClient publisher = connect(simulation, protocol);
    simulation.settle();

    for (int bytes : new int[] {0, 1, 16_000, 16_384, 16_385, 65_536, 200_000}) {
      publisher.send("PUB big " + bytes + "\r\n" + "z".repeat(bytes) + "\r\n");
      simulation.settle();

      assertThat(receiver.received.getLast().payload()).hasSize(bytes);
    }
    assertThat(receiver.received).hasSize(7);
    assertThat(simulation.faults()).isEmpty();
  }

  @Test
  void clientThatNeverReadsIsCutAtTheLimitAndTheOthersAreServed() {
    RandomGenerator random = Seed.random("stalled TLS client");
    Simulation simulation =
        simulation(random, 2, Limits.defaults().withBytes(1 << 20, 4096, 1 << 20));
    Scenarios.stalledSubscriberIsCutAndTheOthersAreServed(
        simulation, () -> connect(simulation, "TLSv1.3"));
  }

  @Test
  void newKeysAreAgreedOnWhileMessagesFlow() {
    RandomGenerator random = Seed.random("TLS keys");
    Simulation simulation = simulation(random, 2, Limits.defaults());
    SimulatedClient receiver = connect(simulation, "TLSv1.3");
    receiver.send("SUB a 1\r\n");
    SimulatedClient publisher = connect(simulation, "TLSv1.3");
    simulation.settle();

    for (int i = 0; i < 100; i++) {
      publisher.send("PUB a 3\r\nabc\r\n");
      if (i % 10 == 0) {
        publisher.tls().demandKeys();
        receiver.tls().demandKeys();
      }
      for (int j = 0; j < 20; j++) {
        simulation.step();
      }
    }
    simulation.settle();

    assertThat(receiver.received).hasSize(100);
    assertThat(simulation.faults()).isEmpty();
  }

  @Test
  void anotherHandshakeIsRefused() {
    RandomGenerator random = Seed.random("TLS renegotiation");
    Simulation simulation = simulation(random, 2, Limits.defaults());
    SimulatedClient client = connect(simulation, "TLSv1.2");
    SimulatedClient other = connect(simulation, "TLSv1.2");
    client.send("PING\r\n");
    simulation.settle();

    client.tls().demandKeys();
    simulation.pass(Duration.ofMillis(200));
    other.send("PING\r\n");
    simulation.settle();

    assertThat(client.isClosed()).isTrue();
    assertThat(other.pongs()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void farewellIsAnswered(String protocol) {
    RandomGenerator random = Seed.random("TLS farewell");
    Simulation simulation = simulation(random, 1, Limits.defaults());
    SimulatedClient client = connect(simulation, protocol);
    client.send("PING\r\n");
    simulation.settle();

    client.tls().close();
    simulation.pass(Duration.ofMillis(200));

    assertThat(client.isClosed()).isTrue();
    assertThat(simulation.core().clients()).isZero();
  }

  @Test
  void lastWordsReachTheClientBeforeTheEnd() {
    RandomGenerator random = Seed.random("TLS last words");
    Simulation simulation = simulation(random, 1, Limits.defaults());
    SimulatedClient client = connect(simulation, "TLSv1.3");
    client.send("NONSENSE\r\n");
    simulation.pass(Duration.ofMillis(900));

    assertThat(client.errors).containsExactly("-ERR 'Unknown Protocol Operation'");
    assertThat(client.isClosed()).isTrue();
  }
}
