package io.nuncio.conformance.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.testkit.Stopwatch;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// A client that speaks a few lines over TLS. Confined to one thread.
final class TlsClient implements AutoCloseable {
  private static final int LIMIT_MILLIS = 10_000;

  private final Socket plain;
  private final SSLContext context;
  private BufferedReader lines;
  private Socket current;

  private TlsClient(Socket plain, SSLContext context) throws IOException {
    this.plain = plain;
    this.context = context;
    this.current = plain;
    this.lines = reader(plain);
  }

  /// Connects, and says nothing yet.
  ///
  /// @param folder with the files `ca.pem`, and those of `identity`
  /// @param identity whose certificate it shows, such as `client`; null for none
  static TlsClient connect(int port, Path folder, @Nullable String identity) throws IOException {
    try {
      return connect(port, context(folder, identity));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Connects, and says nothing yet. Clients of one context resume the sessions of each other.
  static TlsClient connect(int port, SSLContext context) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(LIMIT_MILLIS);
    return new TlsClient(socket, context);
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8), 1 << 14);
  }

  static SSLContext context(Path folder, @Nullable String identity)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", certificate(folder.resolve("ca.pem")));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    KeyManager[] keys = {};
    if (identity != null) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      X509Certificate[] chain = {certificate(folder.resolve(identity + "-cert.pem"))};
      store.setKeyEntry("own", key(folder.resolve(identity + "-key.pem")), new char[0], chain);
      KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
      factory.init(store, new char[0]);
      keys = factory.getKeyManagers();
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, trust.getTrustManagers(), null);
    return context;
  }

  static X509Certificate certificate(Path file) throws IOException, GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
  }

  private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
    String body = Files.readString(file).replaceAll("-----[^-]*-----", "");
    byte[] der = Base64.getMimeDecoder().decode(body);
    return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
  }

  /// The next line; null at the end.
  @Nullable String line() throws IOException {
    return lines.readLine();
  }

  /// Turns to TLS.
  ///
  /// @param protocols to offer; none for all
  SSLSocket secure(String... protocols) throws IOException {
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", 4222, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    if (protocols.length > 0) {
      parameters.setProtocols(protocols);
    }
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    current = socket;
    lines = reader(socket);
    return socket;
  }

  /// Sends `CONNECT` with `options` and `PING`, and returns the first line of the answer.
  ///
  /// @param options what stands between the braces, with `'` for `"`
  String connect(String options) throws IOException {
    send("CONNECT {" + options.replace('\'', '"') + "}\r\nPING\r\n");
    String answer = line();
    return answer == null ? "" : answer;
  }

  void send(String text) throws IOException {
    send(text.getBytes(UTF_8));
  }

  void send(byte[] bytes) throws IOException {
    current.getOutputStream().write(bytes);
    current.getOutputStream().flush();
  }

  /// What came until the server hung up, or until nothing came for long enough.
  ///
  /// @param ended whether the server has hung up
  record Heard(String text, boolean ended) {}

  /// Reads until the server hangs up, for at most `patience`.
  Heard rest(Duration patience) throws IOException {
    StringBuilder text = new StringBuilder();
    Stopwatch stopwatch = Stopwatch.started();
    try {
      for (long left = patience.toMillis(); left > 0; left = stopwatch.left(patience).toMillis()) {
        plain.setSoTimeout(Math.toIntExact(left));
        int c = lines.read();
        if (c < 0) {
          return new Heard(text.toString(), true);
        }
        text.append((char) c);
      }
      return new Heard(text.toString(), false);
    } catch (SocketTimeoutException quiet) {
      return new Heard(text.toString(), false);
    } catch (IOException reset) {
      return new Heard(text.toString(), true);
    }
  }

  @Override
  public void close() throws IOException {
    current.close();
  }
}
