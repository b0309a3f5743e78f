package io.nuncio.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RawPeerTest {
  private static final Duration SHORT = Duration.ofMillis(100);

  private ServerSocket listener = new ServerSocket();
  private Socket server = new Socket();

  RawPeerTest() throws IOException {}

  @BeforeEach
  void listen() throws IOException {
    listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stop() throws IOException {
    listener.close();
    server.close();
  }

  @Test
  void givesTheGreetingWithoutItsLineEnd() throws IOException {
    try (var peer = greetedBy("INFO {} \r\n")) {
      assertThat(peer.info()).isEqualTo("INFO {} ");
    }
  }

  @Test
  void refusesAnotherGreeting() {
    assertThatThrownBy(() -> greetedBy("HELLO\r\n"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("«HELLO»");
  }

  @Test
  void showsWhatCameInstead() throws IOException {
    try (var peer = greetedBy("INFO {}\r\n-ERR 'no'\r\n")) {
      assertThatThrownBy(() -> peer.expect("PONG\r\n"))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("expected «PONG\\r\\n»")
          .hasMessageContaining("got      «-ERR 'no'\\r\\n»");
    }
  }

  @Test
  void reportsTooLittleAtTheLimit() throws IOException {
    try (var peer = greetedBy("INFO {}\r\nPON")) {
      assertThatThrownBy(() -> peer.expect("PONG\r\n", SHORT))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("«PON»");
    }
  }

  @Test
  void keepsWhatFollowsTheExpectedBytes() throws IOException {
    try (var peer = greetedBy("INFO {}\r\n+OK\r\nPONG\r\n")) {
      peer.expect("+OK\r\n").expect("PONG\r\n").expectSilence(SHORT);
    }
  }

  @Test
  void dropsNoiseOnlyOnRequest() throws IOException {
    try (var peer = greetedBy("INFO {}\r\nPING\r\nINFO {\"a\":1} \r\n+OK\r\nPING\r\nPONG\r\n")) {
      peer.expect("PING\r\n");

      peer.ignoringNoise().expect("+OK\r\nPONG\r\n");
    }
  }

  @Test
  void noiseAtTheEndDoesNotLookLikeAWrongAnswer() throws IOException {
    try (var peer = greetedBy("INFO {}\r\n").ignoringNoise()) {
      say("PING\r");
      assertThat(peer.readUntil(got -> !got.isEmpty(), RawPeer.LIMIT)).isEqualTo("PING\r");
      say("\n+OK\r\n");

      peer.expect("+OK\r\n");
    }
  }

  @Test
  void readsFramesWithTheirPayload() throws IOException {
    try (var peer =
        greetedBy("INFO {}\r\nMSG é 1 4\r\na\r\nb\r\nHMSG h 1 2 3\r\nxyz\r\nPONG\r\n")) {
      assertThat(peer.readFrame()).isEqualTo("MSG é 1 4\r\na\r\nb\r\n");
      assertThat(peer.readFrame()).isEqualTo("HMSG h 1 2 3\r\nxyz\r\n");
      assertThat(peer.readFrame()).isEqualTo("PONG\r\n");
    }
  }

  @Test
  void silenceMeansNeitherBytesNorTheEnd() throws IOException {
    try (var peer = greetedBy("INFO {}\r\n")) {
      peer.expectSilence(SHORT);
      server.close();

      assertThatThrownBy(() -> peer.expectSilence(SHORT)).isInstanceOf(AssertionError.class);
    }
  }

  @Test
  void closedMeansNothingMoreAndTheEnd() throws IOException {
    try (var peer = greetedBy("INFO {}\r\n")) {
      assertThatThrownBy(() -> peer.expectClosed(SHORT)).isInstanceOf(AssertionError.class);
      server.close();

      peer.expectClosed();
    }
    try (var peer = greetedBy("INFO {}\r\nlast words")) {
      server.close();

      assertThatThrownBy(peer::expectClosed).hasMessageContaining("«last words»");
    }
  }

  @Test
  void resetIsMoreThanTheEnd() throws IOException {
    try (var peer = greetedBy("INFO {}\r\n")) {
      server.close();

      assertThatThrownBy(peer::expectReset).hasMessageContaining("end of the stream");
    }
    try (var peer = greetedBy("INFO {}\r\n")) {
      server.setSoLinger(true, 0);
      server.close();

      peer.expectReset();
    }
  }

  @Test
  void tokenIsEscapedAsJson() throws IOException {
    try (var peer = greetedBy("INFO {}\r\nPONG\r\n")) {
      peer.connectWithToken("a\"b\\c");

      assertThat(said(200)).contains("\"auth_token\":\"a\\\"b\\\\c\"}\r\nPING\r\n");
    }
  }

  @Test
  void halfCloseEndsOnlyOurSide() throws IOException {
    try (var peer = greetedBy("INFO {}\r\n")) {
      peer.send("last").halfClose();
      assertThat(said(10)).isEqualTo("last");
      say("+OK\r\n");

      peer.expect("+OK\r\n");
    }
  }

  @Test
  void nobodyListeningIsNotAFailureOfTheServer() throws IOException {
    listener.close();

    assertThatThrownBy(() -> RawPeer.connect(ServerProcess.HOST, listener.getLocalPort()))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void shownTextIsPrintableAndShort() {
    assertThat(RawPeer.shown("a\r\n\t\0ÿ")).isEqualTo("«a\\r\\n\\t\\x00\\xff»");
    assertThat(RawPeer.shown("$".repeat(5_000))).isEqualTo("«{{5000*$}}»");
    assertThat(RawPeer.shown("ab".repeat(5_000))).hasSizeLessThan(700).contains("10000 bytes");
  }

  /// Connects while the other side says `words`, which the kernel keeps until they are read.
  private RawPeer greetedBy(String words) throws IOException {
    var accepting =
        new Thread(() -> {
          try {
            server = listener.accept();
            say(words);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    accepting.start();
    try {
      var peer = RawPeer.connect(ServerProcess.HOST, listener.getLocalPort());
      accepting.join();
      return peer;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void say(String words) throws IOException {
    server.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
  }

  private String said(int atMostBytes) throws IOException {
    server.setSoTimeout(200);
    var said = new StringBuilder();
    try {
      for (int b = 0; said.length() < atMostBytes; said.append((char) b)) {
        b = server.getInputStream().read();
        if (b < 0) {
          break;
        }
      }
    } catch (SocketTimeoutException ignored) {
      // Everything there is.
    }
    return said.toString();
  }
}
