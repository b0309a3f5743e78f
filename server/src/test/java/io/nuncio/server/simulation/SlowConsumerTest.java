package io.nuncio.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.config.Limits;
import io.nuncio.testkit.Seed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is waited for, who is cut, and what the operator reads about it. A subscriber reads at most
/// 32 KiB in a millisecond, and a publisher sends several times as much. So it is slow, but takes
/// more than the 64 KiB in 10 ms that it needs to be waited for.
class SlowConsumerTest {
  private static final int MEBIBYTE = 1 << 20;
  private static final int PUBLISHER_NETWORK_BYTES = 256 << 10;
  private static final int SUBSCRIBER_NETWORK_BYTES = 64 << 10;
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(5);
  private static final int PAYLOAD_BYTES = 10_000;
  private static final String MESSAGE =
      "PUB news %d\r\n%s\r\n".formatted(PAYLOAD_BYTES, "y".repeat(PAYLOAD_BYTES));

  private static Simulation simulation(int loops, int pendingMebibytes, int budgetMebibytes) {
    return new Simulation(
        Seed.random("slow consumers"),
        loops,
        Limits.defaults().withBytes(MEBIBYTE, 4096, (long) pendingMebibytes * MEBIBYTE),
        (long) budgetMebibytes * MEBIBYTE);
  }

  private static SimulatedClient publisher(Simulation simulation, int messages) {
    SimulatedClient publisher = simulation.connect(PUBLISHER_NETWORK_BYTES);
    publisher.send(MESSAGE.repeat(messages));
    return publisher;
  }

  private static SimulatedClient subscriber(Simulation simulation, int networkBytes) {
    SimulatedClient subscriber = simulation.connect(networkBytes);
    subscriber.send("SUB news 1\r\n");
    simulation.settle();
    return subscriber;
  }

  /// One that reads nothing from now on.
  private static SimulatedClient stalled(Simulation simulation) {
    SimulatedClient stalled = subscriber(simulation, SUBSCRIBER_NETWORK_BYTES);
    simulation.clients.remove(stalled);
    return stalled;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void publisherIsSlowedForASubscriberThatTakesSomeAndNothingIsLost(int loops) {
    Simulation simulation = simulation(loops, 4, 256);
    SimulatedClient slow = subscriber(simulation, SUBSCRIBER_NETWORK_BYTES);
    SimulatedClient publisher = publisher(simulation, 1_500);

    simulation.pass(Duration.ofMillis(250));
    int unsent = publisher.unsentBytes();
    simulation.pass(LONG_ENOUGH);

    assertThat(unsent).as("what the publisher could not send yet").isPositive();
    assertThat(slow.isClosed()).as("cut: %s", simulation.notices()).isFalse();
    assertThat(slow.received).hasSize(1_500);
    assertThat(simulation.faults()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void whenAllHaveTooMuchThoseThatTakeNothingAreCutAndTheOthersGetEverything(int loops) {
    Simulation simulation = simulation(loops, 64, 16);
    SimulatedClient slow = subscriber(simulation, SUBSCRIBER_NETWORK_BYTES);
    List<SimulatedClient> stalled = List.of(stalled(simulation), stalled(simulation));
    publisher(simulation, 3_000);

    simulation.pass(LONG_ENOUGH);

    assertThat(stalled).allMatch(SimulatedClient::isClosed);
    assertThat(slow.isClosed()).as("cut: %s", simulation.notices()).isFalse();
    assertThat(slow.received).hasSize(3_000);
    assertThat(simulation.budget().usedBytes()).isZero();
  }

  @Test
  void operatorReadsWhoWasCutAtTheMaximumForOneClient() {
    Simulation simulation = simulation(1, 1, 256);
    stalled(simulation);
    publisher(simulation, 200);
    simulation.pass(LONG_ENOUGH);

    assertThat(simulation.notices())
        .singleElement()
        .asString()
        .matches(
            "192\\.0\\.2\\.1:0 - cid:1 - \"client-0\" - Slow Consumer Detected: MaxPending of"
                + " 1048576 Exceeded, 1\\d{6} bytes pending, account \\$G");
  }

  @Test
  void operatorReadsWhoWasCutBecauseAllHaveTooMuch() {
    Simulation simulation = simulation(1, 64, 4);
    stalled(simulation);
    publisher(simulation, 600);
    simulation.pass(LONG_ENOUGH);

    assertThat(simulation.notices())
        .singleElement()
        .asString()
        .matches(
            "192\\.0\\.2\\.1:0 - cid:1 - \"client-0\" - Slow Consumer Detected: memory budget of"
                + " 4194304 for all clients exceeded, [345]\\d{6} bytes pending for this one,"
                + " account \\$G");
  }

  @Test
  void operatorReadsWhoWasCutForTakingNothing() {
    Simulation simulation = simulation(1, 64, 256);
    stalled(simulation);
    publisher(simulation, 10);
    simulation.pass(Duration.ofSeconds(11));

    assertThat(simulation.notices())
        .singleElement()
        .asString()
        .matches(
            "192\\.0\\.2\\.1:0 - cid:1 - \"client-0\" - Slow Consumer Detected: WriteDeadline of"
                + " 10s exceeded with \\d{5,6} bytes pending, account \\$G");
  }

  @Test
  void operatorReadsWhoWasCutForAMessageThatStandsStill() {
    Simulation simulation = simulation(1, 64, 1);
    SimulatedClient half = simulation.connect(PUBLISHER_NETWORK_BYTES);
    half.send("PUB news 1000000\r\n" + "y".repeat(200_000));
    SimulatedClient another = simulation.connect(PUBLISHER_NETWORK_BYTES);
    another.send("PUB news 1000000\r\n" + "y".repeat(900_000));
    simulation.pass(Duration.ofSeconds(3));

    assertThat(simulation.notices())
        .isNotEmpty()
        .allMatch(line ->
            line.matches(
                "192\\.0\\.2\\.1:(\\d) - cid:\\d - \"client-\\1\" - Memory budget of 1048576"
                    + " for all clients exceeded: cut with a message of \\d{6,7} bytes"
                    + " unfinished, \\d+ bytes pending, account \\$G"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void unfinishedMessagesAreBoundedHoweverFastTheyCome(int loops) {
    Simulation simulation = simulation(loops, 64, 2);
    for (int i = 0; i < 30; i++) {
      simulation
          .connect(PUBLISHER_NETWORK_BYTES)
          .send("PUB news 1000000\r\n" + "y".repeat(200_000));
    }

    long most = 0;
    for (int i = 0; i < 500; i++) {
      simulation.pass(Duration.ofMillis(1));
      most = Math.max(most, simulation.budget().usedBytes());
    }

    assertThat(most).isLessThanOrEqualTo(2 * MEBIBYTE + MEBIBYTE / 2);
  }
}
