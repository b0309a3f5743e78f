package io.nuncio.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What `docs/client.md` shows, run.
@SuppressWarnings("try") // close can be interrupted
class GuideTest {
  private static final Pattern SNIPPET = Pattern.compile("(?s)```java\n(.*?)```");

  @Test
  void everySnippetStandsInThisTest() throws Exception {
    Path root = Path.of(Objects.requireNonNull(System.getProperty("nuncio.root")));
    List<String> test =
        Files.readAllLines(
                root.resolve("client/src/test/java/io/nuncio/client/GuideTest.java"), UTF_8)
            .stream()
            .map(String::strip)
            .toList();
    Matcher snippets = SNIPPET.matcher(Files.readString(root.resolve("docs/client.md"), UTF_8));

    int found = 0;
    while (snippets.find()) {
      found++;
      assertThat(test)
          .containsSequence(snippets.group(1).lines().map(String::strip).toArray(String[]::new));
    }
    assertThat(found).isEqualTo(4);
  }

  @Test
  void connectsWithAToken() throws Exception {
    try (TestServer server = TestServer.start("--auth", "mytoken")) {
      String url = server.url();

      Options options = new Options.Builder().server(url).token("mytoken").build();
      try (Connection nc = Nats.connect(options)) {
        nc.publish("updates", "All is Well".getBytes(UTF_8));
        nc.flush(Duration.ofSeconds(1));
      }
    }
  }

  @Test
  void asksAndAnswers() throws Exception {
    try (TestServer server = TestServer.start();
        Connection nc = server.connect()) {

      Dispatcher dispatcher =
          nc.createDispatcher(
              message -> nc.publish(String.valueOf(message.getReplyTo()), "pong".getBytes(UTF_8)));
      dispatcher.subscribe("ping");

      Message reply = nc.request("ping", null, Duration.ofSeconds(1));
      String answer = reply == null ? "nobody" : new String(reply.getData(), UTF_8);

      assertThat(answer).isEqualTo("pong");
      assertThat(dispatcher.isActive()).isTrue();
    }
  }

  @Test
  void waitsForMessages() throws Exception {
    try (TestServer server = TestServer.start();
        Connection nc = server.connect()) {

      Subscription subscription = nc.subscribe("orders.*");
      nc.publish("orders.eu", "42".getBytes(UTF_8));
      Message message = subscription.nextMessage(Duration.ofSeconds(1));

      assertThat(message).isNotNull();
    }
  }

  @Test
  void tellsWhoTracedIt() throws Exception {
    AtomicReference<String> span = new AtomicReference<>("00-a-b-01");
    try (TestServer server = TestServer.start()) {
      String url = server.url();

      Interceptor tracing =
          new Interceptor() {
            @Override
            public void publish(Publish publish) {
              publish.proceed(new Headers(publish.headers()).add("traceparent", span.get()));
            }
          };
      Options options = new Options.Builder().server(url).interceptor(tracing).build();
      try (Connection nc = Nats.connect(options)) {
        Subscription subscription = nc.subscribe("a");
        nc.publish("a", new byte[0]);
        Message message = subscription.nextMessage(Duration.ofSeconds(5));

        assertThat(String.valueOf(message == null ? "" : message.getHeaders()))
            .contains("traceparent");
      }
    }
  }
}
