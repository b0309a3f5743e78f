package io.nuncio.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuncio.client.ConnectionListener.Events;
import io.nuncio.testkit.Await;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Options that are about the connection as a whole.
@SuppressWarnings("try") // close can be interrupted
class OptionsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Queue<Events> events = new ConcurrentLinkedQueue<>();
  private final AtomicReference<Connection> connected = new AtomicReference<>();

  private Options.Builder listening(TestServer server) {
    return server
        .options()
        .reconnectWait(Duration.ofMillis(20))
        .errorListener(new ErrorListener() {})
        .connectionListener((connection, event) -> {
          connected.set(connection);
          events.add(event);
        });
  }

  private void await(Events event) {
    Await.until("the event " + event, PATIENCE, () -> events.contains(event));
  }

  @Test
  void propertiesAreUnderstoodByTheirNamesInJnats() {
    Properties properties = new Properties();
    properties.setProperty("io.nats.client.url", "nats://one:1,tls://two:2");
    properties.setProperty("io.nats.client.name", "mine");
    properties.setProperty("io.nats.client.timeout", "1500");
    properties.setProperty("io.nats.client.reconnect.max", "7");
    properties.setProperty("io.nats.client.noecho", "true");
    properties.setProperty("io.nats.client.verbose", "false");
    properties.setProperty("something.else", "stays");

    Options options = new Options.Builder(properties).build();

    assertThat(options.getServers())
        .containsExactly(URI.create("nats://one:1"), URI.create("tls://two:2"));
    assertThat(options.getConnectionName()).isEqualTo("mine");
    assertThat(options.getConnectionTimeout()).isEqualTo(Duration.ofMillis(1_500));
    assertThat(options.getMaxReconnect()).isEqualTo(7);
    assertThat(options.isNoEcho()).isTrue();
    assertThat(options.isVerbose()).isFalse();
    assertThat(options.isTLSRequired()).isTrue();
  }

  @Test
  void propertyThatIsNoNumberIsNamedAndItsValueIsNot() {
    Properties properties = new Properties();
    properties.setProperty("io.nats.client.reconnect.max", "s3cret");

    assertThatThrownBy(() -> new Options.Builder(properties))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the property io.nats.client.reconnect.max is a whole number");
  }

  @Test
  void tokenOfPropertiesIsPresented() throws Exception {
    try (TestServer server = TestServer.start("--auth", "mytoken")) {
      Properties properties = new Properties();
      properties.setProperty("io.nats.client.token", "mytoken");
      Nats.connect(server.options().properties(properties).build()).close();
    }
  }

  @Test
  void handlersRunOnTheGivenExecutor() throws Exception {
    ExecutorService executor =
        Executors.newSingleThreadExecutor(work -> new Thread(work, "application"));
    Queue<String> threads = new ConcurrentLinkedQueue<>();
    try (TestServer server = TestServer.start();
        Connection nc = Nats.connect(server.options().executor(executor).build())) {
      nc.createDispatcher(message -> threads.add(Thread.currentThread().getName())).subscribe("a");
      for (int i = 0; i < 3; i++) {
        nc.publish("a", new byte[0]);
      }
      Await.until("all are handled", PATIENCE, () -> threads.size() == 3);
      assertThat(threads).containsOnly("application");
    } finally {
      executor.shutdown();
    }
    assertThat(executor.isShutdown()).isTrue();
  }

  @Test
  void executorThatIsFullForAWhileLosesNothing() throws Exception {
    Semaphore go = new Semaphore(0);
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new SynchronousQueue<>());
    Queue<String> handled = new ConcurrentLinkedQueue<>();
    try (TestServer server = TestServer.start();
        Connection nc = Nats.connect(server.options().executor(executor).build())) {
      executor.execute(go::acquireUninterruptibly); // its only thread
      nc.createDispatcher(message -> handled.add(message.getSubject())).subscribe(">");
      nc.publish("first", new byte[0]);
      Duration ignored = nc.RTT(); // it has come, and there was no place for it
      go.release();
      Await.until("the thread is free", PATIENCE, () -> executor.getActiveCount() == 0);

      nc.publish("second", new byte[0]);

      Await.until("both are handled", PATIENCE, () -> handled.size() == 2);
      assertThat(handled).containsExactly("first", "second");
    } finally {
      executor.shutdown();
    }
    assertThat(executor.isShutdown()).isTrue();
  }

  @Test
  void threadsComeFromTheGivenFactories() throws Exception {
    try (TestServer server = TestServer.start();
        Connection nc =
            Nats.connect(
                server
                    .options()
                    .readerThreadFactory(work -> new Thread(work, "my reader"))
                    .writerThreadFactory(work -> new Thread(work, "my writer"))
                    .build())) {
      assertThat(nc.getStatus()).isEqualTo(Connection.Status.CONNECTED);
      assertThat(Thread.getAllStackTraces().keySet())
          .extracting(Thread::getName)
          .contains("my reader", "my writer");
    }
  }

  @Test
  void givenCollectorCountsInsteadOfTheConnection() throws Exception {
    StatisticsCollector mine = new Counters();
    try (TestServer server = TestServer.start();
        Connection nc = Nats.connect(server.options().statisticsCollector(mine).build())) {
      Subscription subscription = nc.subscribe("a");
      nc.publish("a", new byte[10]);
      assertThat(subscription.nextMessage(PATIENCE)).isNotNull();

      assertThat(nc.getStatistics()).isSameAs(mine);
      assertThat(
              List.of(mine.getInMsgs(), mine.getInBytes(), mine.getOutMsgs(), mine.getOutBytes()))
          .containsExactly(1L, 10L, 1L, 10L);
      // Counted when the write is over, by when the message may have been everywhere.
      Await.until("a flush is counted", PATIENCE, () -> mine.getFlushCounter() > 0);
    }
  }

  @Test
  void connectionThatIsMadeElsewhereComesToTheListener() throws Exception {
    try (TestServer server = TestServer.start()) {
      Nats.connectAsynchronously(listening(server).build(), false);
      await(Events.CONNECTED);
      Connection nc = Objects.requireNonNull(connected.get());

      nc.flush(PATIENCE);
      nc.close();
    }
  }

  @Test
  void connectionThatCouldNotBeMadeElsewhereIsClosed() throws Exception {
    TestServer server = TestServer.start();
    server.close();
    Nats.connectAsynchronously(listening(server).build(), false);

    await(Events.CLOSED);
    assertThat(events).doesNotContain(Events.CONNECTED);
  }

  @Test
  void serverThatIsNotThereYetIsWaitedFor() throws Exception {
    try (TestServer server = TestServer.start()) {
      server.stop();
      Nats.connectAsynchronously(listening(server).maxReconnects(-1).build(), true);
      server.startAgain();
      await(Events.CONNECTED);
      Objects.requireNonNull(connected.get()).close();

      server.stop();
      assertThatThrownBy(
              () -> Nats.connectReconnectOnConnect(listening(server).maxReconnects(2).build()))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("no server accepts this client: ");
    }
  }

  @Test
  void connectingElsewhereWithoutAListenerIsAMistake() {
    assertThatThrownBy(() -> Nats.connectAsynchronously(new Options.Builder().build(), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("connectionListener");
  }

  @Test
  void flushBufferEndsWhenEverythingIsWithTheNetwork() throws Exception {
    try (TestServer server = TestServer.start();
        Connection nc = server.connect()) {
      for (int i = 0; i < 1_000; i++) {
        nc.publish("a", new byte[100]);
      }
      nc.flushBuffer();

      assertThat(nc.outgoingPendingBytes()).isZero();
      assertThat(nc.outgoingPendingMessageCount()).isZero();
    }
  }
}
