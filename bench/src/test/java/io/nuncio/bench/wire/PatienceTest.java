package io.nuncio.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Clients of a server that says no more than a line.
class PatienceTest {
  private static final String GREETING = "INFO {}\r\n";
  private static final Duration SHORT = Duration.ofMillis(80);
  // More than any system keeps between two sockets.
  private static final int MUCH = 64 << 20;

  @Test
  void greetingThatDoesNotComeIsAFailure() throws IOException {
    try (var server = new QuietServer("", SHORT)) {
      assertGivenUp(() -> Connection.greeted(server.endpoint()));
    }
  }

  @Test
  void pongThatDoesNotComeIsAFailure() throws IOException {
    try (var server = new QuietServer(GREETING, SHORT);
        var connection = Connection.greeted(server.endpoint())) {
      assertGivenUp(connection::ping);
    }
  }

  @Test
  void messageThatDoesNotComeIsAFailure() throws IOException {
    try (var server = new QuietServer(GREETING, SHORT);
        var connection = Connection.greeted(server.endpoint())) {
      assertGivenUp(() -> connection.skip(1));
    }
  }

  @Test
  void serverThatDoesNotReadIsAFailure() throws IOException {
    try (var server = new QuietServer(GREETING, SHORT);
        var connection = Connection.greeted(server.endpoint())) {
      assertGivenUp(() -> connection.write(ByteBuffer.allocateDirect(MUCH)));
    }
  }

  @Test
  void handshakeThatIsNotAnsweredIsAFailure() throws Exception {
    var context = SSLContext.getDefault();
    try (var server = new QuietServer(GREETING, SHORT)) {
      assertGivenUp(() -> TlsConnection.open(server.endpoint(), context, "server"));
    }
  }

  @Test
  void connectionOnWhichNobodyWaitsStaysOpen() throws IOException {
    try (var server = new QuietServer(GREETING, SHORT);
        var idle = Connection.greeted(server.endpoint());
        var waiting = Connection.greeted(server.endpoint())) {
      assertGivenUp(waiting::ping);

      assertThat(idle.channel().isOpen()).isTrue();
    }
  }

  private static void assertGivenUp(ThrowingCallable call) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(call)
        .withMessageStartingWith("the server let a client wait for");
  }
}
