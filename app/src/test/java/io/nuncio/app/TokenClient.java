package io.nuncio.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// A client with a token, in the clear or encrypted. Confined to one thread at a time.
final class TokenClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;
  private final InputStream in;

  /// Connects, and is let in.
  ///
  /// @param authority whom to trust; null for a connection in the clear
  TokenClient(int port, @Nullable X509Certificate authority, String token)
      throws IOException, GeneralSecurityException {
    Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
    plain.setSoTimeout(PATIENCE_MILLIS);
    assertThat(line(plain.getInputStream())).startsWith("INFO ");
    socket = authority == null ? plain : encrypted(plain, authority);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    say("CONNECT {\"verbose\":false,\"auth_token\":\"" + token + "\"}\r\n");
  }

  private static Socket encrypted(Socket plain, X509Certificate authority)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry("authority", authority);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    SSLSocket secured =
        (SSLSocket)
            context.getSocketFactory().createSocket(plain, "localhost", plain.getPort(), true);
    secured.startHandshake();
    return secured;
  }

  /// Is sent away for a token that is not known.
  static void expectRefusal(int port) throws IOException {
    try (var stranger = new Socket(InetAddress.getLoopbackAddress(), port)) {
      stranger.setSoTimeout(PATIENCE_MILLIS);
      InputStream in = stranger.getInputStream();
      assertThat(line(in)).startsWith("INFO ");
      stranger.getOutputStream().write("CONNECT {\"auth_token\":\"wrong\"}\r\n".getBytes(US_ASCII));
      assertThat(line(in)).isEqualTo("-ERR 'Authorization Violation'");
    }
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /// Sends `text`, and returns when the server has handled all that was sent.
  void say(String text) throws IOException {
    send((text + "PING\r\n").getBytes(US_ASCII));
    String answer = line(in);
    while (answer.startsWith("INFO ") || answer.equals("PING")) {
      answer = line(in);
    }
    assertThat(answer).isEqualTo("PONG");
  }

  /// Takes `messages` messages, and leaves.
  Callable<Boolean> taking(int messages) {
    return () -> {
      try (this) {
        for (int taken = 0; taken < messages; ) {
          String line = line(in);
          if (line.startsWith("MSG ")) {
            in.skipNBytes(Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1)) + 2L);
            taken++;
          }
        }
      }
      return true;
    };
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      assertThat(b).describedAs("what follows «%s»", line).isNotNegative();
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
