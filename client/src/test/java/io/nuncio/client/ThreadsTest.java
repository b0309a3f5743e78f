package io.nuncio.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Which threads a connection has.
@SuppressWarnings("try") // close can be interrupted
class ThreadsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static List<String> threads(String connection) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("nuncio-" + connection))
        .sorted()
        .toList();
  }

  @Test
  void idleConnectionHasTwoThreadsAndAClosedOneNone() throws Exception {
    try (TestServer server = TestServer.start()) {
      Connection nc = Nats.connect(server.options().connectionName("idle-one").build());
      AtomicInteger handled = new AtomicInteger();
      nc.createDispatcher(message -> handled.incrementAndGet()).subscribe("a");
      nc.publish("a", null);
      Await.until("the message is handled", PATIENCE, () -> handled.get() == 1);
      assertThat(nc.request("nobody", null, PATIENCE)).isNull();

      // Without virtual threads, that of the handler is there for another tenth of a second.
      List<String> two = List.of("nuncio-idle-one-reader", "nuncio-idle-one-writer");
      Await.until("two threads are left", PATIENCE, () -> threads("idle-one").equals(two));

      nc.close();
      assertThat(threads("idle-one")).isEmpty();
    }
  }

  @Test
  void refusedConnectionLeavesNoThread() throws Exception {
    try (TestServer server = TestServer.start("--auth", "right")) {
      try (Connection nc =
          Nats.connect(server.options().connectionName("refused-one").token("wrong").build())) {
        throw new AssertionError("connected to " + nc);
      } catch (AuthenticationException expected) {
        assertThat(threads("refused-one")).isEmpty();
      }
    }
  }

  @Test
  void threadsAreDaemonsUnlessTheyAreNotToBe() throws Exception {
    try (TestServer server = TestServer.start();
        Connection nc =
            Nats.connect(
                server.options().connectionName("staying-one").daemonThreads(false).build())) {
      assertThat(nc.getStatus()).isEqualTo(Connection.Status.CONNECTED);
      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(thread -> thread.getName().startsWith("nuncio-staying-one"))
          .hasSize(2)
          .noneMatch(Thread::isDaemon);
    }
  }
}
