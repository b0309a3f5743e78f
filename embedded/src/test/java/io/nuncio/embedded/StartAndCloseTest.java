package io.nuncio.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.Await;
import io.nuncio.wire.ByteEndpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A closed server leaves nothing behind: no thread, no port, no memory.
@Timeout(300)
class StartAndCloseTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int SERVERS = 1_000;

  /// Far less than a thousand of anything that a server has.
  private static final long GROWTH_BYTES = 16L << 20;

  private final KeptNothing log = new KeptNothing();

  @Test
  void thousandServersLeaveNeitherThreadsNorMemory() throws Exception {
    List<EmbeddedNats> closed = new ArrayList<>();
    startAndClose(20, closed);
    Set<Thread> threadsBefore = threads();
    long bytesBefore = usedBytes();

    startAndClose(SERVERS, closed);

    Await.until("no thread is left", PATIENCE, () -> threadsBefore.containsAll(threads()));
    assertThat(closed).hasSize(SERVERS + 20); // who keeps one keeps nothing of its server
    long growth = usedBytes() - bytesBefore;
    System.out.printf("growth after %d servers: %d bytes%n", SERVERS, growth);
    assertThat(growth).isLessThan(GROWTH_BYTES);
  }

  private void startAndClose(int count, List<EmbeddedNats> closed) throws Exception {
    for (int i = 0; i < count; i++) {
      EmbeddedNats.Builder builder = EmbeddedNats.builder().log(log).token("t");
      EmbeddedNats nats = (i % 2 == 0 ? builder.noPort() : builder.randomPort()).start();
      try (nats;
          ByteEndpoint endpoint = nats.endpoint()) {
        assertThat(endpoint.read(new byte[100], 0, 100)).isPositive();
        closed.add(nats);
      }
    }
  }

  @Test
  void portIsFreeAgain() {
    int port;
    try (EmbeddedNats nats = EmbeddedNats.builder().log(log).start()) {
      port = nats.port();
    }

    try (EmbeddedNats again = EmbeddedNats.builder().log(log).port(port).start()) {
      assertThat(again.port()).isEqualTo(port);
    }
  }

  private static Set<Thread> threads() {
    return new HashSet<>(Thread.getAllStackTraces().keySet());
  }

  private static long usedBytes() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
