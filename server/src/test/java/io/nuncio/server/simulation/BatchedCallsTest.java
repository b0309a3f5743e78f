package io.nuncio.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.config.ServerConfig;
import io.nuncio.server.events.SystemCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How often the server would ask the operating system for something: not per message, but once for
/// each destination and batch. What it costs does not depend on the machine, so these are exact.
class BatchedCallsTest {
  private static final int ROUNDS = 20;
  private static final int CLIENTS = 50;

  @Test
  void whatOneReadBringsLeavesInOneWriteToEachDestination() {
    MemoryServer server = new MemoryServer();
    List<MemoryClient> subscribers = subscribers(server, 10);
    MemoryClient publisher = server.connect("");
    publisher.repeat("PUB a.b 16\r\n0123456789abcdef\r\n".repeat(200));
    List<Long> before = writes(subscribers);

    SystemCalls calls = callsOf(server, ROUNDS);

    assertThat(writes(subscribers)).isEqualTo(plus(before, ROUNDS));
    assertThat(calls).isEqualTo(new SystemCalls(ROUNDS, ROUNDS, 10 * ROUNDS, 0));
  }

  @Test
  void moreThanAChunkLeavesInAWriteForEachChunk() {
    MemoryServer server = new MemoryServer();
    MemoryClient subscriber = subscribers(server, 1).getFirst();
    MemoryClient publisher = server.connect("");
    // 31 bytes each as they leave: two chunks of 64 KiB, and a part of a third.
    publisher.repeat("PUB a.b 16\r\n0123456789abcdef\r\n".repeat(5_000));
    long before = subscriber.writes();

    server.runOnce();

    assertThat(subscriber.writes() - before).isEqualTo(3);
  }

  /// Each asks, all are read in one iteration, and the one that answers is written to once; then it
  /// answers all of them, and each is written to once.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void requestersAndResponderAreWrittenToOnceInAnIterationOfALoop(int loops) {
    MemoryServer server = new MemoryServer(ServerConfig.defaults(), loops);
    MemoryClient responder = server.connect("SUB ask 1\r\n");
    List<MemoryClient> requesters =
        IntStream.range(0, CLIENTS)
            .mapToObj(i -> server.connect("SUB in." + i + " 1\r\n"))
            .toList();
    StringBuilder answers = new StringBuilder();
    for (int i = 0; i < CLIENTS; i++) {
      requesters.get(i).repeat("PUB ask in." + i + " 5\r\nhello\r\n");
      answers.append("PUB in.").append(i).append(" 5\r\nworld\r\n");
    }
    responder.repeat(answers.toString());
    List<MemoryClient> all = new ArrayList<>(requesters);
    all.add(responder);

    for (int i = 0; i < ROUNDS; i++) {
      List<Long> before = writes(all);
      server.runOnce();
      List<Long> after = writes(all);

      // Who answers hears from every loop, who asks from the loop of the one who answers.
      assertThat(after.getLast() - before.getLast()).isEqualTo(loops);
      assertThat(after.subList(0, CLIENTS)).isEqualTo(plus(before.subList(0, CLIENTS), 1));
    }
  }

  @Test
  void iterationInWhichNothingHappensPollsAndNoMore() {
    MemoryServer server = new MemoryServer();
    subscribers(server, 3);

    assertThat(callsOf(server, ROUNDS)).isEqualTo(new SystemCalls(ROUNDS, 0, 0, 0));
  }

  private static List<MemoryClient> subscribers(MemoryServer server, int count) {
    return IntStream.range(0, count).mapToObj(i -> server.connect("SUB a.* 1\r\n")).toList();
  }

  private static SystemCalls callsOf(MemoryServer server, int rounds) {
    SystemCalls before = server.calls();
    for (int i = 0; i < rounds; i++) {
      server.runOnce();
    }
    SystemCalls after = server.calls();
    return new SystemCalls(
        after.polls() - before.polls(),
        after.reads() - before.reads(),
        after.writes() - before.writes(),
        after.accepts() - before.accepts());
  }

  private static List<Long> writes(List<MemoryClient> clients) {
    return clients.stream().map(MemoryClient::writes).toList();
  }

  private static List<Long> plus(List<Long> numbers, long more) {
    return numbers.stream().map(each -> each + more).toList();
  }
}
