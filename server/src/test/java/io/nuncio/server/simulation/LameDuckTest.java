package io.nuncio.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.config.LameDuck;
import io.nuncio.config.Limits;
import io.nuncio.testkit.Seed;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LameDuckTest {
  private static final LameDuck TIMES = new LameDuck(Duration.ofSeconds(30), Duration.ofSeconds(2));

  private final AtomicInteger done = new AtomicInteger();

  private static Simulation simulation(int loops) {
    return new Simulation(Seed.random("lame duck"), loops, Limits.defaults());
  }

  private static long closed(Simulation simulation) {
    return simulation.clients.stream().filter(SimulatedClient::isClosed).count();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void clientsAreToldThenLeftAloneForTheGracePeriodThenEndedOneByOne(int loops) {
    Simulation simulation = simulation(loops);
    for (int i = 0; i < 8; i++) {
      simulation.connect(true, true);
    }
    simulation.settle();

    simulation.core().lameDuck(TIMES, done::incrementAndGet);
    simulation.pass(Duration.ofMillis(1_900));

    assertThat(simulation.clients)
        .allSatisfy(client -> assertThat(client.infos).last().asString().contains("\"ldm\":true"));
    assertThat(closed(simulation)).isZero();

    simulation.pass(Duration.ofMillis(500));
    assertThat(closed(simulation)).isPositive().isLessThan(8);
    assertThat(done).hasValue(0);

    simulation.pass(Duration.ofSeconds(8));
    assertThat(closed(simulation)).isEqualTo(8);
    assertThat(done).hasValue(1);
    assertThat(simulation.core().clients()).isZero();
  }

  @Test
  void messagesStillFlowUntilAClientIsEnded() {
    Simulation simulation = simulation(1);
    SimulatedClient receiver = simulation.connect(true, true);
    SimulatedClient sender = simulation.connect(true, true);
    receiver.send("SUB news 1\r\n");
    simulation.settle();

    simulation.core().lameDuck(TIMES, done::incrementAndGet);
    sender.send("PUB news 2\r\nhi\r\n");
    simulation.pass(Duration.ofSeconds(1));

    assertThat(receiver.received).hasSize(1);
  }

  @Test
  void serverWithoutClientsIsDoneAtOnce() {
    simulation(2).core().lameDuck(TIMES, done::incrementAndGet);

    assertThat(done).hasValue(1);
  }
}
