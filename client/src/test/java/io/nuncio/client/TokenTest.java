package io.nuncio.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Who may connect to a server with a token, and what the others are told.
@SuppressWarnings("try") // close can be interrupted
class TokenTest {
  private static final String TOKEN = "mytoken";

  /// No test waits for as long: whoever is refused is told at once.
  private static final Duration FOREVER = Duration.ofHours(1);

  private static Options.Builder to(TestServer server) {
    return server.options().connectionTimeout(FOREVER);
  }

  @Test
  void pageSnippetConnectsAndPublishes() throws Exception {
    try (TestServer server = TestServer.start("--auth", TOKEN)) {
      Options options = new Options.Builder().server(server.url()).token("mytoken").build();
      Connection nc = Nats.connect(options);

      nc.publish("updates", "All is Well".getBytes(UTF_8));
      nc.flush(Duration.ofSeconds(5));

      nc.close();
      assertThat(nc.getStatistics().getOutMsgs()).isEqualTo(1);
    }
  }

  @Test
  void tokenIsTakenFromEveryPlace() throws Exception {
    try (TestServer server = TestServer.start("--auth", TOKEN)) {
      Nats.connect(to(server).token(TOKEN.toCharArray()).build()).close();
      Nats.connect(to(server).tokenSupplier(TOKEN::toCharArray).build()).close();
      Nats.connect("nats://" + TOKEN + "@" + server.place()).close();
      Nats.connect(TOKEN + "@" + server.place()).close();
    }
  }

  @Test
  void percentEncodedTokenOfAUrlIsDecoded() throws Exception {
    try (TestServer server = TestServer.start("--auth", "a:b@c/d%e!")) {
      Nats.connect("nats://a%3Ab%40c%2Fd%25e!@" + server.place()).close();
    }
  }

  @Test
  void userAndPasswordOfAUrlAreSent() throws Exception {
    try (TestServer server = TestServer.start("--user", "joe", "--pass", "p@ss")) {
      Nats.connect("nats://joe:p%40ss@" + server.place()).close();
      Nats.connect(to(server).userInfo("joe", "p@ss").build()).close();
    }
  }

  @Test
  void refusedTokenFailsAtOnceAndNamesTheServer() throws Exception {
    try (TestServer server = TestServer.start("--auth", TOKEN)) {
      Options options = to(server).token("wrong-secret").build();

      AuthenticationException refused =
          catchThrowableOfType(AuthenticationException.class, () -> Nats.connect(options));

      assertThat(refused)
          .hasMessage(server.place() + " refuses this client: Authorization Violation");
    }
  }

  @Test
  void refusedTokenOfAUrlIsNotRepeated() throws Exception {
    try (TestServer server = TestServer.start("--auth", TOKEN)) {
      assertThatThrownBy(() -> Nats.connect("nats://wrong-secret@" + server.place()))
          .isInstanceOf(AuthenticationException.class)
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void supplierIsAskedAtEachConnect() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (TestServer server = TestServer.start("--auth", TOKEN)) {
      Options options =
          to(server)
              .tokenSupplier(() -> {
                asked.incrementAndGet();
                return TOKEN.toCharArray();
              })
              .build();

      Nats.connect(options).close();
      Nats.connect(options).close();

      assertThat(asked).hasValue(2);
    }
  }

  @Test
  void nothingTurnsASecretIntoText() throws Exception {
    try (TestServer server = TestServer.start("--auth", "s3cret")) {
      Options options =
          new Options.Builder().server("nats://s3cret@" + server.place()).token("s3cret").build();
      Connection nc = Nats.connect(options);

      assertThat(options.toString()).doesNotContain("s3cret");
      assertThat(options.getServers().toString()).doesNotContain("s3cret");
      assertThat(nc.toString()).doesNotContain("s3cret");
      assertThat(nc.getServers().toString()).doesNotContain("s3cret");
      assertThat(nc.getConnectedUrl()).isEqualTo(server.url());
      nc.close();
    }
  }

  @Test
  void nobodyThereIsSaidWithTheAddress() {
    TestServer server = TestServer.start();
    server.close();

    assertThatThrownBy(() -> Nats.connect(server.url()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot connect to " + server.place());
  }
}
