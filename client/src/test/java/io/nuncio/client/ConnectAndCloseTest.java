package io.nuncio.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.Await;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A closed connection leaves nothing behind: no thread, no memory.
@SuppressWarnings("try") // close can be interrupted
class ConnectAndCloseTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int CONNECTIONS = 1_000;

  @Test
  void thousandConnectionsLeaveNeitherThreadsNorMemory() throws Exception {
    try (TestServer server = TestServer.start()) {
      connectAndClose(server, 20);
      Set<Thread> threadsBefore = threads();

      List<WeakReference<Connection>> closed = connectAndClose(server, CONNECTIONS);

      assertThat(closed).hasSize(CONNECTIONS);
      Await.until("no thread is left", PATIENCE, () -> threadsBefore.containsAll(threads()));
      Await.until(
          "nothing holds a connection",
          PATIENCE,
          () -> {
            System.gc();
            return closed.stream().allMatch(each -> each.get() == null);
          });
    }
  }

  private static List<WeakReference<Connection>> connectAndClose(TestServer server, int count)
      throws Exception {
    List<WeakReference<Connection>> closed = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      try (Connection nc = server.connect()) {
        Subscription subscription = nc.subscribe("a");
        nc.createDispatcher(message -> nc.publish("a", message.getData())).subscribe("b");
        nc.publish("b", new byte[100]);
        assertThat(subscription.nextMessage(PATIENCE)).isNotNull();
        closed.add(new WeakReference<>(nc));
      }
    }
    return closed;
  }

  /// All but those on which the JDK runs virtual threads, of which there are as many as it likes.
  private static Set<Thread> threads() {
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeIf(each -> each.getName().startsWith("ForkJoinPool-"));
    return threads;
  }
}
