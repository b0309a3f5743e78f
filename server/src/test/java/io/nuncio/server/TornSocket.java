package io.nuncio.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.SplittableRandom;

/// A client that sends in pieces of any size, drawn from a seed, and reads frames byte for byte.
/// Confined to one thread.
final class TornSocket implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;
  private static final int PAUSE_MILLIS = 100;
  private static final int[] MOST_BYTES = {3, 1_500, 20_000, 200_000};

  private final Socket socket;
  private final InputStream in;
  private final SplittableRandom random;

  /// @param headers whether the client understands them
  TornSocket(int port, SplittableRandom random, boolean headers) throws IOException {
    this.random = random;
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    line(); // INFO
    say("CONNECT {\"verbose\":false,\"headers\":" + headers + "}\r\n");
  }

  /// Sends `text`, and returns when the server has handled all that was sent.
  void say(String text) throws IOException {
    socket.getOutputStream().write((text + "PING\r\n").getBytes(US_ASCII));
    String answer = line();
    assertThat(answer).isEqualTo("PONG");
  }

  /// Sends `bytes` in pieces.
  void send(byte[] bytes) throws IOException {
    for (int from = 0; from < bytes.length; ) {
      int most = MOST_BYTES[random.nextInt(MOST_BYTES.length)];
      // A few tiny pieces: each is a system call of the test, too.
      int pieces = most < 10 ? random.nextInt(1, 8) : 1;
      for (int i = 0; i < pieces && from < bytes.length; i++) {
        int to = Math.min(bytes.length, from + random.nextInt(1, most + 1));
        socket.getOutputStream().write(Arrays.copyOfRange(bytes, from, to));
        from = to;
      }
    }
  }

  /// The next line, without its end, one character a byte; pings are answered and passed over.
  String line() throws IOException {
    while (true) {
      StringBuilder line = new StringBuilder();
      for (int b = in.read(); b != '\n'; b = in.read()) {
        assertThat(b).describedAs("what follows «%s»", line).isNotNegative();
        line.append((char) b);
      }
      if (!line.toString().equals("PING\r")) {
        assertThat(line).endsWith("\r");
        return line.substring(0, line.length() - 1);
      }
      socket.getOutputStream().write("PONG\r\n".getBytes(US_ASCII));
    }
  }

  /// Reads what follows `line` of `frame`, and compares all of it.
  void expectRest(String line, byte[] frame) throws IOException {
    int lineBytes = line.length() + 2;
    assertThat(line + "\r\n")
        .isEqualTo(new String(frame, 0, Math.min(lineBytes, frame.length), ISO_8859_1));
    byte[] rest = in.readNBytes(frame.length - lineBytes);
    if (!Arrays.equals(rest, 0, rest.length, frame, lineBytes, frame.length)) {
      int at = Arrays.mismatch(rest, Arrays.copyOfRange(frame, lineBytes, frame.length));
      throw new AssertionError(
          "%s: got %d bytes, the one at %d is another".formatted(line, rest.length, at));
    }
  }

  /// Takes up to `bytes` bytes of whatever comes, until nothing does for a moment.
  void skip(int bytes) throws IOException {
    socket.setSoTimeout(PAUSE_MILLIS);
    try {
      for (int left = bytes; left > 0 && in.read() >= 0; left--) {
        // The next byte is as good.
      }
    } catch (SocketTimeoutException nothingComes) {
      // Enough, then.
    }
  }

  /// Goes without a word: what was sent and not read yet may be lost.
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
