package io.nuncio.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.Await;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What stands around messages.
@SuppressWarnings("try") // close can be interrupted
class InterceptorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Queue<String> log = new ConcurrentLinkedQueue<>();

  /// Writes down what passes, with its name, and adds a header.
  private final class Noting implements Interceptor {
    private final String name;

    Noting(String name) {
      this.name = name;
    }

    @Override
    public void publish(Publish publish) {
      log.add(name + " publishes " + publish.subject() + " " + publish.payloadBytes());
      publish.proceed(new Headers(publish.headers()).add("by", name));
    }

    @Override
    public CompletableFuture<Message> request(Request request) {
      log.add(name + " asks " + request.subject());
      return request
          .proceed(request.headers())
          .whenComplete((reply, failure) -> log.add(name + " is answered"));
    }

    @Override
    public void deliver(Message message, Delivery delivery) throws InterruptedException {
      log.add(name + " before " + message.getSubject());
      try {
        delivery.proceed();
      } finally {
        log.add(name + " after " + message.getSubject());
      }
    }

    @Override
    public void take(Message message) {
      log.add(name + " takes " + message.getSubject());
    }
  }

  private Connection connect(TestServer server) throws Exception {
    return Nats.connect(
        server.options().interceptor(new Noting("outer")).interceptor(new Noting("inner")).build());
  }

  private static @Nullable String by(@Nullable Message message) {
    Headers headers = Objects.requireNonNull(message).getHeaders();
    return headers == null ? null : String.join(" ", Objects.requireNonNull(headers.get("by")));
  }

  @Test
  void publishPassesAllOfThemAndTakesTheirHeadersAlong() throws Exception {
    try (TestServer server = TestServer.start();
        Connection nc = connect(server)) {
      Subscription subscription = nc.subscribe("a");

      nc.publish("a", "12345".getBytes(UTF_8));

      assertThat(by(subscription.nextMessage(PATIENCE))).isEqualTo("outer inner");
      assertThat(log)
          .containsExactly(
              "outer publishes a 5", "inner publishes a 5", "outer takes a", "inner takes a");
    }
  }

  @Test
  void handlerRunsWithinAllOfThem() throws Exception {
    try (TestServer server = TestServer.start();
        Connection nc = connect(server);
        Connection other = server.connect()) {
      nc.createDispatcher(message -> log.add("handled")).subscribe("b");
      nc.flush(PATIENCE);

      other.publish("b", new byte[0]);
      Await.until("it is handled", PATIENCE, () -> log.size() == 5);

      assertThat(log)
          .containsExactly(
              "outer before b", "inner before b", "handled", "inner after b", "outer after b");
    }
  }

  @Test
  void whatAHandlerThrowsPassesThem() throws Exception {
    try (TestServer server = TestServer.start();
        Connection nc = connect(server);
        Connection other = server.connect()) {
      nc.createDispatcher(
              message -> {
                throw new IllegalStateException("handler");
              })
          .subscribe("b");
      nc.flush(PATIENCE);

      other.publish("b", new byte[0]);
      Await.until("it is handled", PATIENCE, () -> log.size() == 4);

      assertThat(log)
          .containsExactly("outer before b", "inner before b", "inner after b", "outer after b");
    }
  }

  @Test
  void requestEndsWhenItsReplyIsThere() throws Exception {
    try (TestServer server = TestServer.start();
        Connection nc = connect(server);
        Connection other = server.connect()) {
      other
          .createDispatcher(
              ask -> other.publish(Objects.requireNonNull(ask.getReplyTo()), ask.getData()))
          .subscribe("echo");
      other.flush(PATIENCE);

      Message reply = nc.request("echo", "1".getBytes(UTF_8), PATIENCE);
      assertThat(reply).isNotNull();
      Message later =
          nc.request("echo", "2".getBytes(UTF_8)).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(later).isNotNull();

      Await.until("both are answered", PATIENCE, () -> log.size() == 12);
      assertThat(log)
          .startsWith(
              "outer asks echo",
              "inner asks echo",
              "outer publishes echo 1",
              "inner publishes echo 1");
      assertThat(log).filteredOn(line -> line.endsWith("is answered")).hasSize(4);
    }
  }

  @Test
  void messageThatIsNotPassedOnIsNotSent() throws Exception {
    Interceptor filter =
        new Interceptor() {
          @Override
          public void publish(Publish publish) {
            if (!publish.subject().equals("secret")) {
              publish.proceed(publish.headers());
            }
          }
        };
    try (TestServer server = TestServer.start();
        Connection nc = Nats.connect(server.options().interceptor(filter).build())) {
      Subscription subscription = nc.subscribe(">");

      nc.publish("secret", new byte[0]);
      nc.publish("open", new byte[0]);

      assertThat(Objects.requireNonNull(subscription.nextMessage(PATIENCE)).getSubject())
          .isEqualTo("open");
    }
  }
}
