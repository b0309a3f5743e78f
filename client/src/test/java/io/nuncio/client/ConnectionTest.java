package io.nuncio.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuncio.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What an application does with a connection, against a server.
@SuppressWarnings("try") // close can be interrupted
class ConnectionTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static @Nullable String text(@Nullable Message message) {
    return message == null ? null : new String(message.getData(), UTF_8);
  }

  @Test
  void publishedMessageReachesItsSubscriber() throws Exception {
    try (TestServer server = TestServer.start();
        Connection nc = server.connect()) {
      Subscription subscription = nc.subscribe("greet.*");

      nc.publish("greet.joe", bytes("hello"));

      Message message = subscription.nextMessage(PATIENCE);
      assertThat(text(message)).isEqualTo("hello");
      assertThat(message).isNotNull().extracting(Message::getSubject).isEqualTo("greet.joe");
      assertThat(nc.getStatus()).isEqualTo(Connection.Status.CONNECTED);
    }
  }

  @Test
  void partOfAnArrayIsPublished() throws Exception {
    try (TestServer server = TestServer.start();
        Connection nc = server.connect()) {
      Subscription subscription = nc.subscribe("part");

      nc.publish("part", bytes("abcdef"), 2, 3);

      assertThat(text(subscription.nextMessage(PATIENCE))).isEqualTo("cde");
    }
  }

  @Test
  void headersArriveWithTheMessage() throws Exception {
    try (TestServer server = TestServer.start();
        Connection nc = server.connect()) {
      Subscription subscription = nc.subscribe("with.headers");
      Headers headers = new Headers().add("A", "1", "2").add("B", "Grüße");

      nc.publish("with.headers", "reply.to", headers, bytes("body"));

      Message message = Objects.requireNonNull(subscription.nextMessage(PATIENCE));
      assertThat(message.getHeaders()).isEqualTo(headers);
      assertThat(message.getReplyTo()).isEqualTo("reply.to");
      assertThat(text(message)).isEqualTo("body");
    }
  }

  @Test
  void oneMemberOfAQueueGroupReceivesAMessage() throws Exception {
    AtomicInteger received = new AtomicInteger();
    try (TestServer server = TestServer.start();
        Connection nc = server.connect()) {
      for (int i = 0; i < 3; i++) {
        nc.createDispatcher(message -> received.incrementAndGet()).subscribe("work", "workers");
      }
      Subscription end = nc.subscribe("end");
      for (int i = 0; i < 100; i++) {
        nc.publish("work", null);
      }
      nc.publish("end", null);
      assertThat(end.nextMessage(PATIENCE)).isNotNull();

      Await.until("the work is done", PATIENCE, () -> received.get() >= 100);
      assertThat(received).hasValue(100);
    }
  }

  @Test
  void requestIsAnswered() throws Exception {
    try (TestServer server = TestServer.start();
        Connection nc = server.connect()) {
      nc.createDispatcher(
              message -> nc.publish(String.valueOf(message.getReplyTo()), bytes("pong")))
          .subscribe("ping");

      assertThat(text(nc.request("ping", bytes("?"), PATIENCE))).isEqualTo("pong");
      assertThat(text(nc.request("ping", bytes("?")).get())).isEqualTo("pong");
    }
  }

  @Test
  void requestThatNobodyListensToEndsAtOnce() throws Exception {
    try (TestServer server = TestServer.start();
        Connection nc = server.connect()) {
      assertThat(nc.request("nobody", null, Duration.ofHours(1))).isNull();
      assertThatThrownBy(() -> nc.requestWithTimeout("nobody", null, Duration.ofHours(1)).get())
          .isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void requestThatNobodyListensToIsReportedIfAskedFor() throws Exception {
    try (TestServer server = TestServer.start();
        Connection nc = Nats.connect(server.options().reportNoResponders().build())) {
      assertThatThrownBy(() -> nc.requestWithTimeout("nobody", null, Duration.ofHours(1)).get())
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOf(StatusException.class)
          .hasMessage("nobody: 503 No Responders Available For Request");
    }
  }

  @Test
  void requestWithoutReplyIsCancelledInTime() throws Exception {
    try (TestServer server = TestServer.start();
        Connection nc = server.connect()) {
      Subscription silent = nc.subscribe("silent");

      assertThatThrownBy(() -> nc.requestWithTimeout("silent", null, Duration.ofMillis(20)).get())
          .isInstanceOf(CancellationException.class);
      assertThat(nc.request("silent", null, Duration.ofMillis(20))).isNull();
      assertThat(silent.nextMessage(PATIENCE)).isNotNull();
      assertThat(nc.getStatistics().getOutstandingRequests()).isZero();
    }
  }

  @Test
  void dispatcherHandlesMessagesInOrder() throws Exception {
    Queue<Integer> seen = new ConcurrentLinkedQueue<>();
    List<Integer> expected = new ArrayList<>();
    try (TestServer server = TestServer.start();
        Connection nc = server.connect()) {
      Dispatcher dispatcher =
          nc.createDispatcher(message -> seen.add(Integer.valueOf(text(message))));
      dispatcher.subscribe("a").subscribe("b");
      for (int i = 0; i < 2_000; i++) {
        nc.publish(i % 3 == 0 ? "a" : "b", bytes("" + i));
        expected.add(i);
      }

      Await.until("all are handled", PATIENCE, () -> seen.size() >= 2_000);

      assertThat(seen).containsExactlyElementsOf(expected);
    }
  }

  @Test
  void handlerMayWaitForWhatAnotherDispatcherServes() throws Exception {
    Queue<String> answers = new ConcurrentLinkedQueue<>();
    try (TestServer server = TestServer.start();
        Connection nc = server.connect()) {
      nc.createDispatcher(
              message -> nc.publish(String.valueOf(message.getReplyTo()), bytes("inner")))
          .subscribe("inner");
      nc.createDispatcher(
              message -> answers.add(String.valueOf(text(nc.request("inner", null, PATIENCE)))))
          .subscribe("outer");

      nc.publish("outer", null);

      Await.until("the outer handler is done", PATIENCE, () -> !answers.isEmpty());
      assertThat(answers).containsExactly("inner");
    }
  }

  @Test
  void subscriptionEndsAfterSoManyMessages() throws Exception {
    try (TestServer server = TestServer.start();
        Connection nc = server.connect()) {
      Subscription subscription = nc.subscribe("few");
      subscription.unsubscribe(2);
      for (int i = 0; i < 5; i++) {
        nc.publish("few", bytes("" + i));
      }

      assertThat(text(subscription.nextMessage(PATIENCE))).isEqualTo("0");
      assertThat(text(subscription.nextMessage(PATIENCE))).isEqualTo("1");
      assertThatThrownBy(() -> subscription.nextMessage(PATIENCE))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void whatWasPublishedBeforeCloseIsSent() throws Exception {
    try (TestServer server = TestServer.start();
        Connection nc = server.connect()) {
      Subscription subscription = nc.subscribe("last.words");
      nc.flush(PATIENCE);
      Connection other = server.connect();

      other.publish("last.words", bytes("bye"));
      other.close();

      assertThat(text(subscription.nextMessage(PATIENCE))).isEqualTo("bye");
    }
  }

  @Test
  void closedConnectionRefusesEverything() throws Exception {
    try (TestServer server = TestServer.start()) {
      Connection nc = server.connect();
      nc.close();

      assertThat(nc.getStatus()).isEqualTo(Connection.Status.CLOSED);
      assertThatThrownBy(() -> nc.publish("a", null)).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> nc.subscribe("a")).isInstanceOf(IllegalStateException.class);
    }
  }
}
