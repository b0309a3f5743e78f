package io.nuncio.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.wire.ByteEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A connection over something that the client did not make.
@SuppressWarnings("try") // close can be interrupted
class EndpointTest {

  /// A socket that the client knows nothing of.
  private record Foreign(Socket socket) implements ByteEndpoint {
    static Foreign to(int port) {
      try {
        return new Foreign(new Socket(InetAddress.getLoopbackAddress(), port));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      return socket.getInputStream().read(buffer, from, Math.min(length, 3));
    }

    @Override
    public void write(byte[] buffer, int from, int length) throws IOException {
      socket.getOutputStream().write(buffer, from, length);
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void givenEndpointIsUsedThoughItReadsThreeBytesAtATime() throws Exception {
    try (TestServer server = TestServer.start();
        Connection nc =
            Nats.connect(new Options.Builder().endpoint(() -> Foreign.to(server.port())).build())) {
      Subscription subscription = nc.subscribe("a");

      nc.publish("a", "hello".getBytes(UTF_8));

      Message message = subscription.nextMessage(Duration.ofSeconds(10));
      assertThat(message).isNotNull();
    }
  }
}
