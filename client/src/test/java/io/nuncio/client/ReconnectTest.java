package io.nuncio.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuncio.client.ConnectionListener.Events;
import io.nuncio.client.Options.WhenDisconnected;
import io.nuncio.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What becomes of a connection whose server ends and comes back on the same port.
@SuppressWarnings("try") // close can be interrupted
class ReconnectTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Queue<Events> events = new ConcurrentLinkedQueue<>();

  private Options.Builder to(TestServer server) {
    return server
        .options()
        .reconnectWait(Duration.ofMillis(20))
        .reconnectJitter(Duration.ofMillis(5))
        .maxReconnects(-1)
        .errorListener(new ErrorListener() {})
        .connectionListener((connection, event) -> events.add(event));
  }

  private static byte[] bytes(int number) {
    return String.valueOf(number).getBytes(UTF_8);
  }

  private void awaitEvent(Events event) {
    Await.until("the event " + event, PATIENCE, () -> events.contains(event));
  }

  @Test
  void messagesOfTheTimeBetweenArriveInOrderBehindTheSubscriptions() throws Exception {
    Queue<Integer> seen = new ConcurrentLinkedQueue<>();
    List<Integer> expected = new ArrayList<>();
    try (TestServer server = TestServer.start();
        Connection nc = Nats.connect(to(server).build())) {
      nc.createDispatcher(
              message -> seen.add(Integer.valueOf(new String(message.getData(), UTF_8))))
          .subscribe("numbers");
      nc.flush(PATIENCE);
      server.stop();
      awaitEvent(Events.DISCONNECTED);

      for (int i = 0; i < 1_000; i++) {
        nc.publish("numbers", bytes(i));
        expected.add(i);
      }
      server.startAgain();

      Await.until("all have come", PATIENCE, () -> seen.size() >= 1_000);
      assertThat(seen).containsExactlyElementsOf(expected);
      assertThat(nc.getStatistics().getReconnects()).isEqualTo(1);
      awaitEvent(Events.RESUBSCRIBED);
      assertThat(events)
          .containsExactly(
              Events.CONNECTED, Events.DISCONNECTED, Events.RECONNECTED, Events.RESUBSCRIBED);
    }
  }

  @Test
  void subscriptionOfTheTimeBetweenIsToldToTheNextServer() throws Exception {
    try (TestServer server = TestServer.start();
        Connection nc = Nats.connect(to(server).build())) {
      server.stop();
      awaitEvent(Events.DISCONNECTED);

      Subscription between = nc.subscribe("between");
      Subscription few = nc.subscribe("between");
      few.unsubscribe(1);
      server.startAgain();
      awaitEvent(Events.RECONNECTED);
      nc.publish("between", bytes(1));
      nc.publish("between", bytes(2));

      assertThat(between.nextMessage(PATIENCE)).isNotNull();
      assertThat(between.nextMessage(PATIENCE)).isNotNull();
      assertThat(few.nextMessage(PATIENCE)).isNotNull();
      assertThat(few.isActive()).isFalse();
    }
  }

  @Test
  void requestsWorkAfterwards() throws Exception {
    try (TestServer server = TestServer.start();
        Connection nc = Nats.connect(to(server).build())) {
      nc.createDispatcher(
              message -> nc.publish(String.valueOf(message.getReplyTo()), message.getData()))
          .subscribe("echo");
      assertThat(nc.request("echo", bytes(1), PATIENCE)).isNotNull();
      server.stop();
      awaitEvent(Events.DISCONNECTED);
      server.startAgain();
      awaitEvent(Events.RECONNECTED);

      assertThat(nc.request("echo", bytes(2), PATIENCE)).isNotNull();
    }
  }

  @Test
  void fullBufferSaysHowMuchThereIsRoomFor() throws Exception {
    try (TestServer server = TestServer.start();
        Connection nc = Nats.connect(to(server).reconnectBufferSize(1_000).build())) {
      server.stop();
      awaitEvent(Events.DISCONNECTED);
      nc.publish("a", new byte[900]);

      assertThatThrownBy(() -> nc.publish("a", new byte[200]))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "not connected: at most 1,000 bytes may wait to be sent, 913 do, and 201 more do"
                  + " not fit");
    }
  }

  @Test
  void policyFailRefusesAtOnce() throws Exception {
    try (TestServer server = TestServer.start();
        Connection nc =
            Nats.connect(to(server).publishWhenDisconnected(WhenDisconnected.FAIL).build())) {
      server.stop();
      awaitEvent(Events.DISCONNECTED);

      assertThatThrownBy(() -> nc.publish("a", null))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("not connected");
    }
  }

  @Test
  void policyBlockWaitsForTheConnection() throws Exception {
    try (TestServer server = TestServer.start();
        Connection nc =
            Nats.connect(to(server).publishWhenDisconnected(WhenDisconnected.BLOCK).build())) {
      Subscription subscription = nc.subscribe("late");
      server.stop();
      awaitEvent(Events.DISCONNECTED);

      Thread publisher = new Thread(() -> nc.publish("late", bytes(1)), "publisher");
      publisher.start();
      Await.until(
          "the publisher waits", PATIENCE, () -> publisher.getState() == Thread.State.WAITING);
      server.startAgain();

      assertThat(subscription.nextMessage(PATIENCE)).isNotNull();
      publisher.join();
    }
  }

  @Test
  void withoutReconnectingTheConnectionEnds() throws Exception {
    try (TestServer server = TestServer.start();
        Connection nc = Nats.connect(to(server).noReconnect().build())) {
      server.stop();

      awaitEvent(Events.CLOSED);
      assertThat(nc.getStatus()).isEqualTo(Connection.Status.CLOSED);
    }
  }

  @Test
  void serverThatFailsTooOftenIsGivenUp() throws Exception {
    try (TestServer server = TestServer.start();
        Connection nc = Nats.connect(to(server).maxReconnects(3).build())) {
      server.stop();

      awaitEvent(Events.CLOSED);
      assertThat(nc.getStatus()).isEqualTo(Connection.Status.CLOSED);
    }
  }

  @Test
  void closeEndsTheWaitForTheNextRound() throws Exception {
    try (TestServer server = TestServer.start()) {
      Connection nc = Nats.connect(to(server).reconnectWait(Duration.ofHours(1)).build());
      server.stop();
      awaitEvent(Events.DISCONNECTED);

      nc.close();

      awaitEvent(Events.CLOSED);
    }
  }

  @Test
  void tokenIsAskedForAgain() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (TestServer server = TestServer.start("--auth", "mytoken");
        Connection nc =
            Nats.connect(
                to(server)
                    .tokenSupplier(() -> {
                      asked.incrementAndGet();
                      return "mytoken".toCharArray();
                    })
                    .build())) {
      server.stop();
      awaitEvent(Events.DISCONNECTED);
      server.startAgain();
      awaitEvent(Events.RECONNECTED);

      assertThat(asked).hasValue(2);
      assertThat(nc.getStatus()).isEqualTo(Connection.Status.CONNECTED);
    }
  }

  @Test
  void forcedReconnectFindsTheSameServer() throws Exception {
    try (TestServer server = TestServer.start();
        Connection nc = Nats.connect(to(server).build())) {
      Subscription subscription = nc.subscribe("again");

      nc.forceReconnect();
      awaitEvent(Events.RESUBSCRIBED);
      nc.publish("again", null);

      assertThat(subscription.nextMessage(PATIENCE)).isNotNull();
    }
  }
}
