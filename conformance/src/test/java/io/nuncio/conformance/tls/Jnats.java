package io.nuncio.conformance.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.Subscription;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;

/// jnats, in this process.
final class Jnats implements OfficialClient {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// Keeps what the library tells the program that uses it.
  private static final class Seen implements ErrorListener {
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void errorOccurred(Connection connection, String error) {
      lines.add("error: " + error);
    }

    @Override
    public void exceptionOccurred(Connection connection, Exception exception) {
      note(exception);
    }

    void note(Exception exception) {
      lines.add(exception.getClass().getSimpleName() + ": " + exception.getMessage());
    }

    String all() {
      synchronized (lines) {
        return lines.isEmpty() ? "served" : "refused; " + String.join("; ", lines);
      }
    }
  }

  @Override
  public String talk(Introduction introduction) throws Exception {
    Seen seen = new Seen();
    Options options = options(introduction).errorListener(seen).build();
    try {
      Connection connection = Nats.connect(options);
      try {
        talk(connection, introduction.subject(), options.getConnectionTimeout());
      } finally {
        connection.close();
      }
    } catch (IOException | IllegalStateException refused) {
      seen.note(refused);
    }
    return seen.all();
  }

  private static Options.Builder options(Introduction introduction)
      throws IOException, GeneralSecurityException {
    String patience = introduction.option("patience");
    Options.Builder options =
        Options.builder()
            .server("nats://localhost:" + introduction.port())
            .connectionTimeout(
                patience == null ? PATIENCE : Duration.ofSeconds(Long.parseLong(patience)))
            .noReconnect();
    if (introduction.option("plain") == null) {
      options.sslContext(context(introduction));
    }
    if (introduction.option("first") != null) {
      options.tlsFirst();
    }
    String token = introduction.option("token");
    String user = introduction.option("user");
    String password = introduction.option("password");
    String seed = introduction.option("seed");
    if (token != null) {
      options.token(token.toCharArray());
    }
    if (user != null && password != null) {
      options.userInfo(user.toCharArray(), password.toCharArray());
    }
    if (seed != null) {
      options.authHandler(Nats.staticCredentials(null, seed.toCharArray()));
    }
    return options;
  }

  private static SSLContext context(Introduction introduction)
      throws IOException, GeneralSecurityException {
    String authority = introduction.option("ca");
    if (authority == null) {
      return SSLContext.getDefault();
    }
    String identity = introduction.option("identity");
    Path folder = Path.of(authority).resolveSibling("");
    return TlsClient.context(
        folder, identity == null ? null : Path.of(identity).getFileName().toString());
  }

  private static void talk(Connection connection, String subject, Duration patience)
      throws Exception {
    Subscription subscription = connection.subscribe(subject);
    connection.publish(subject, "hello".getBytes(UTF_8));
    next(subscription, "hello", patience);

    Future<Message> response = connection.request(subject, "ping".getBytes(UTF_8));
    String reply = next(subscription, "ping", patience).getReplyTo();
    connection.publish(reply, "pong".getBytes(UTF_8));
    assertThat(response.get(patience.toMillis(), MILLISECONDS).getData())
        .asString()
        .isEqualTo("pong");
  }

  private static Message next(Subscription subscription, String text, Duration patience)
      throws InterruptedException {
    Message message = subscription.nextMessage(patience);
    if (message == null) {
      throw new IllegalStateException("no message");
    }
    assertThat(message.getData()).asString().isEqualTo(text);
    return message;
  }
}
