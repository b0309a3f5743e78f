package io.nuncio.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nuncio.client.AuthenticationException;
import io.nuncio.client.Message;
import io.nuncio.client.Nats;
import io.nuncio.client.Options;
import io.nuncio.testkit.Await;
import io.nuncio.wire.ByteEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Clients of the same JVM, without a socket.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@SuppressWarnings("try") // closing a client may be interrupted
class ConnectTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void messageGoesFromOneClientToAnother() throws Exception {
    try (var nats = EmbeddedNats.builder().noPort().token("s3cr3t").start();
        var one = nats.connect();
        var other = nats.connect()) {
      var subscription = other.subscribe("greetings");
      other.flush(PATIENCE);

      one.publish("greetings", "hello".getBytes(UTF_8));

      Message message = requireNonNull(subscription.nextMessage(PATIENCE));
      assertThat(new String(message.getData(), UTF_8)).isEqualTo("hello");
    }
  }

  @Test
  void requestIsAnswered() throws Exception {
    try (var nats = EmbeddedNats.builder().user("joe", "s3cr3t").start();
        var client = nats.connect()) {
      client
          .createDispatcher(
              message -> client.publish(requireNonNull(message.getReplyTo()), message.getData()))
          .subscribe("echo");

      Message answer = requireNonNull(client.request("echo", "hello".getBytes(UTF_8), PATIENCE));

      assertThat(new String(answer.getData(), UTF_8)).isEqualTo("hello");
    }
  }

  @Test
  void largeMessageArrivesWhole() throws Exception {
    byte[] large = new byte[900_000];
    for (int i = 0; i < large.length; i++) {
      large[i] = (byte) ((i * 31) >> 3);
    }
    try (var nats = EmbeddedNats.builder().noPort().start();
        var client = nats.connect()) {
      var subscription = client.subscribe("large");

      client.publish("large", large);

      Message message = requireNonNull(subscription.nextMessage(PATIENCE));
      assertThat(message.getData()).isEqualTo(large);
    }
  }

  @Test
  void clientThatPresentsSomethingElseIsRefused() throws Exception {
    try (var nats = EmbeddedNats.builder().noPort().token("s3cr3t").start()) {
      assertThatExceptionOfType(AuthenticationException.class)
          .isThrownBy(() -> nats.connect(new Options.Builder().token("guessed")))
          .withMessageContaining("in-process")
          .withMessageNotContaining("guessed");
    }
  }

  @Test
  void refusalIsToldThoughTheServerWasGoneBeforeAllWasSent() throws Exception {
    try (var nats = EmbeddedNats.builder().noPort().token("s3cr3t").start()) {
      var options =
          new Options.Builder().token("guessed").noReconnect().endpoint(() -> new LateWriter(nats));

      assertThatExceptionOfType(AuthenticationException.class)
          .isThrownBy(() -> Nats.connect(options.build()));
    }
  }

  /// Fails to write, after the server has read, answered and closed.
  private static final class LateWriter implements ByteEndpoint {
    private final ByteEndpoint actual;

    LateWriter(EmbeddedNats nats) {
      try {
        actual = nats.endpoint();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public int read(byte[] target, int from, int count) throws IOException {
      return actual.read(target, from, count);
    }

    @Override
    public void write(byte[] source, int from, int count) throws IOException {
      actual.write(source, from, count);
      throw new IOException("the server has closed this connection");
    }

    @Override
    public void close() {
      actual.close();
    }
  }

  @Test
  void closedServerTakesNobody() throws Exception {
    var nats = EmbeddedNats.builder().noPort().start();
    nats.close();

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(nats::connect)
        .withMessageContaining("the server was closed");
  }

  @Test
  void nothingRunsAnyMoreWhenBothAreClosed() throws Exception {
    try (var nats = EmbeddedNats.builder().noPort().start();
        var client = nats.connect(new Options.Builder().connectionName("leaving"))) {
      client.flush(PATIENCE);
    }

    Await.until(
        "the client's threads end",
        PATIENCE,
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("nuncio-leaving")));
  }
}
