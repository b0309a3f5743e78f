package io.nuncio.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuncio.client.ConnectionListener.Events;
import io.nuncio.testkit.Await;
import io.nuncio.testkit.FaultProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What becomes of a connection when the network between it and the server fails.
@SuppressWarnings("try") // close can be interrupted
class FaultTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final TestServer server = TestServer.start();
  private final FaultProxy network = FaultProxy.to(server.port());
  private final Queue<Events> events = new ConcurrentLinkedQueue<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger stuckWrites = new AtomicInteger();

  @AfterEach
  void close() {
    network.close();
    server.close();
  }

  private Options.Builder through() {
    return new Options.Builder()
        .server("nats://127.0.0.1:" + network.port())
        .reconnectWait(Duration.ofMillis(20))
        .reconnectJitter(Duration.ofMillis(5))
        .maxReconnects(-1)
        .connectionListener((connection, event) -> events.add(event))
        .errorListener(
            new ErrorListener() {
              @Override
              public void exceptionOccurred(Connection connection, Exception exception) {
                failures.add(String.valueOf(exception.getMessage()));
              }

              @Override
              public void socketWriteTimeout(Connection connection) {
                stuckWrites.incrementAndGet();
              }
            });
  }

  private void awaitEvent(Events event) {
    Await.until("the event " + event, PATIENCE, () -> events.contains(event));
  }

  private static void assertWorks(Connection nc, Subscription subscription) throws Exception {
    nc.publish(subscription.getSubject(), "still".getBytes(UTF_8));
    Message message = subscription.nextMessage(PATIENCE);
    assertThat(message).isNotNull();
  }

  @Test
  void cutConnectionIsMadeAgainWithItsSubscriptions() throws Exception {
    try (Connection nc = Nats.connect(through().build())) {
      Subscription subscription = nc.subscribe("a");
      nc.flush(PATIENCE);

      network.cut();
      awaitEvent(Events.RESUBSCRIBED);

      assertWorks(nc, subscription);
      assertThat(nc.getStatistics().getReconnects()).isEqualTo(1);
    }
  }

  @Test
  void endOfWhatTheServerSendsEndsTheConnection() throws Exception {
    try (Connection nc = Nats.connect(through().build())) {
      Subscription subscription = nc.subscribe("a");

      network.endDownward();
      awaitEvent(Events.RESUBSCRIBED);

      assertWorks(nc, subscription);
    }
  }

  @Test
  void everythingWorksOneByteAtATime() throws Exception {
    network.trickle();
    try (Connection nc = Nats.connect(through().build())) {
      Subscription subscription = nc.subscribe("a");
      byte[] body = new byte[3_000];
      body[2_999] = 9;

      nc.publish("a", "b", new Headers().add("key", "value"), body);

      Message message = Objects.requireNonNull(subscription.nextMessage(PATIENCE));
      assertThat(message.getData()).isEqualTo(body);
      assertThat(message.getHeaders()).isEqualTo(new Headers().add("key", "value"));
      assertThat(message.getReplyTo()).isEqualTo("b");
    }
  }

  @Test
  void lateNetworkIsWaitedForAsLongAsTheOptionsSay() throws Exception {
    network.delay(Duration.ofMillis(30));
    Nats.connect(through().connectionTimeout(PATIENCE).build()).close();

    network.delay(Duration.ofMinutes(1));
    assertThatThrownBy(
            () -> Nats.connect(through().connectionTimeout(Duration.ofMillis(150)).build()))
        .isInstanceOf(IOException.class)
        .hasMessage("127.0.0.1:" + network.port() + " did not answer within 150 ms");
  }

  @Test
  void timeToConnectIsOneLimitForAllReads() throws Exception {
    try (ServerSocket talker = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        FaultProxy late = FaultProxy.to(talker.getLocalPort())) {
      late.trickle();
      late.delay(Duration.ofMillis(20)); // each byte comes soon, all of them in half an hour
      CompletableFuture<Void> said =
          CompletableFuture.runAsync(() -> {
            try {
              talker
                  .accept()
                  .getOutputStream()
                  .write(("INFO {" + " ".repeat(60_000)).getBytes(UTF_8));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      Options options =
          new Options.Builder()
              .server("nats://127.0.0.1:" + late.port())
              .connectionTimeout(Duration.ofMillis(500))
              .build();

      assertThatThrownBy(() -> Nats.connect(options))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("did not answer within 500 ms");
      said.get();
    }
  }

  @Test
  void refusedConnectionsAreTriedUntilOneIsTaken() throws Exception {
    try (Connection nc = Nats.connect(through().build())) {
      Subscription subscription = nc.subscribe("a");
      nc.flush(PATIENCE);

      network.refuse();
      network.cut();
      awaitEvent(Events.DISCONNECTED);
      Await.until("three were refused", PATIENCE, () -> failures.size() >= 3);
      assertThat(failures).anyMatch(text -> text.startsWith("cannot connect to 127.0.0.1:"));
      network.accept();
      awaitEvent(Events.RESUBSCRIBED);

      assertWorks(nc, subscription);
    }
  }

  @Test
  void serverThatAnswersNoPingIsLeft() throws Exception {
    try (Connection nc =
        Nats.connect(through().pingInterval(Duration.ofMillis(50)).maxPingsOut(2).build())) {
      Subscription subscription = nc.subscribe("a");
      nc.flush(PATIENCE);

      network.standStill();
      Await.until(
          "it is noticed",
          PATIENCE,
          () -> failures.contains("127.0.0.1:" + network.port() + " does not answer pings"));
      network.heal();
      awaitEvent(Events.RESUBSCRIBED);

      assertWorks(nc, subscription);
    }
  }

  private CompletableFuture<Void> publishForEver(Connection nc) {
    CompletableFuture<Void> ended = new CompletableFuture<>();
    Thread publisher =
        new Thread(
            () -> {
              byte[] body = new byte[100_000];
              while (!ended.isDone() && nc.getStatus() != Connection.Status.CLOSED) {
                try {
                  nc.publish("b", body);
                } catch (IllegalStateException fullOrClosed) {
                  Thread.onSpinWait();
                }
              }
            },
            "publisher");
    publisher.setDaemon(true);
    publisher.start();
    return ended;
  }

  @Test
  void serverThatTakesNothingIsLeftThoughPingsCannotBeSent() throws Exception {
    try (Connection nc =
        Nats.connect(through().socketWriteTimeout(Duration.ofMillis(300)).build())) {
      Subscription subscription = nc.subscribe("a");
      nc.flush(PATIENCE);

      network.standStill();
      CompletableFuture<Void> publisher = publishForEver(nc);
      Await.until("it is noticed", PATIENCE, () -> stuckWrites.get() > 0);
      publisher.complete(null);
      network.heal();
      awaitEvent(Events.RESUBSCRIBED);

      assertWorks(nc, subscription);
      assertThat(failures).anyMatch(text -> text.contains("has taken nothing for"));
    }
  }

  @Test
  void requestsEndInTimeThoughWritingIsStuck() throws Exception {
    try (Connection nc =
        Nats.connect(through().socketWriteTimeout(Duration.ofSeconds(2)).build())) {
      nc.flush(PATIENCE);
      network.standStill();
      CompletableFuture<Void> publisher = publishForEver(nc);
      Await.until("the buffer is full", PATIENCE, () -> nc.outgoingPendingBytes() > 900_000);

      CompletableFuture<Message> reply =
          nc.requestWithTimeout("nobody", new byte[0], Duration.ofMillis(50));

      assertThatThrownBy(() -> reply.get(20, TimeUnit.SECONDS))
          .isInstanceOf(CancellationException.class);
      assertThat(stuckWrites).hasValue(0);
      publisher.complete(null);
    }
  }

  @Test
  void closeDoesNotWaitForANetworkThatStandsStill() throws Exception {
    Connection nc = Nats.connect(through().connectionName("stuck-one").build());
    nc.flush(PATIENCE);
    network.standStill();
    CompletableFuture<Void> publisher = publishForEver(nc);
    Await.until("the buffer is full", PATIENCE, () -> nc.outgoingPendingBytes() > 900_000);

    nc.close();

    publisher.complete(null);
    Await.until( // without virtual threads, that of a listener stays for a tenth of a second
        "no thread is left",
        PATIENCE,
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("nuncio-stuck-one")));
  }

  @Test
  void whatWasPublishedBeforeCloseArrivesThoughMoreIsReceivedMeanwhile() throws Exception {
    try (Connection other = server.connect()) {
      Subscription arrived = other.subscribe("out");
      other.flush(PATIENCE);
      for (int round = 0; round < 50; round++) {
        Connection nc = Nats.connect(through().build());
        nc.subscribe("in");
        nc.flush(PATIENCE);
        for (int i = 0; i < 20; i++) {
          other.publish("in", new byte[10_000]);
        }
        for (int i = 0; i < 20; i++) {
          nc.publish("out", new byte[10_000]);
        }
        nc.close();
        for (int i = 0; i < 20; i++) {
          assertThat(arrived.nextMessage(PATIENCE)).isNotNull();
        }
      }
    }
  }
}
