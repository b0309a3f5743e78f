import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// Starts a server, shows it a client, makes it want a token by a reload, shows it a client again, and
/// ends it: the launcher keeps the classes that were needed. A server whose file has monitoring is
/// watched over HTTP, too, speaks TLS, and is shown a client through that.
///
/// Usage: `java WarmUp.java <command line of the server, with -a 127.0.0.1 -p -1 -c FILE last>`. The
/// exit status is that of the server.
class WarmUp {
  private static final String LISTENING = "Listening for client connections on 127.0.0.1:";
  private static final String MONITORING = "Starting http monitor on 127.0.0.1:";
  private static final List<String> WATCHED =
      List.of("/healthz", "/varz", "/connz?auth=1&subs=1", "/subsz?subs=1", "/metrics");
  private static final int PATIENCE_MILLIS = 10_000;

  /// A start must not hang because a server does not do what it should: rather no cache.
  private static final int MOST_SECONDS = 120;
  private static final List<String> TALK =
      List.of(
          "CONNECT {\"verbose\":false,\"pedantic\":false,\"headers\":true,\"echo\":true,"
              + "\"no_responders\":true,\"auth_token\":\"warm-up\",\"lang\":\"java\","
              + "\"version\":\"1\",\"protocol\":1,\"name\":\"warm-up\"}\r\n",
          "PING\r\n",
          "SUB a.b 1\r\nSUB a.* 2\r\nSUB a.> queue 3\r\nSUB replies 4\r\nUNSUB 2 5\r\n",
          "PUB a.b 5\r\nhello\r\nPUB a.c replies 2\r\nhi\r\n",
          "HPUB a.b 18 20\r\nNATS/1.0\r\nA: b\r\n\r\nhi\r\n",
          "PUB nobody replies 0\r\n\r\n",
          "UNSUB 1\r\nPING\r\n");

  public static void main(String[] command) throws Exception {
    Path file = Path.of(command[command.length - 1]);
    boolean whole = Files.readString(file).contains("http:");
    if (whole) {
      certify(file);
    }
    Process server = new ProcessBuilder(command).redirectErrorStream(true).start();
    CompletableFuture.delayedExecutor(MOST_SECONDS, TimeUnit.SECONDS)
        .execute(server::destroyForcibly);
    try (BufferedReader log = server.inputReader()) {
      int port = 0;
      int monitorPort = 0;
      for (String line = log.readLine(); line != null; line = log.readLine()) {
        System.out.println(line);
        int at = line.indexOf(LISTENING);
        if (at >= 0) {
          port = Integer.parseInt(line.substring(at + LISTENING.length()));
        }
        int monitorAt = line.indexOf(MONITORING);
        if (monitorAt >= 0) {
          monitorPort = Integer.parseInt(line.substring(monitorAt + MONITORING.length()));
        }
        if (line.contains("Server is ready")) {
          talk(port);
          if (whole) {
            watch(monitorPort);
          }
          wantToken(server, file);
        }
        if (line.contains("eload server configuration") || line.contains("Reloaded server")) {
          talk(port);
          if (whole) {
            talkSecretly(port);
          }
          // Process.destroy() would close the log, too.
          server.toHandle().destroy();
        }
      }
    } finally {
      server.destroy();
    }
    System.exit(server.waitFor());
  }

  /// Makes a key and a certificate, and has the server use them.
  private static void certify(Path file) throws Exception {
    Path store = file.resolveSibling("store");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    String[] make = {
      keytool.toString(), "-genkeypair", "-keyalg", "EC", "-alias", "a", "-dname", "CN=localhost",
      "-keystore", store.toString(), "-storepass", "warm-up"
    };
    new ProcessBuilder(make).inheritIO().start().waitFor();
    char[] password = "warm-up".toCharArray();
    KeyStore made = KeyStore.getInstance(store.toFile(), password);
    Path certificate = pem(file, "CERTIFICATE", made.getCertificate("a").getEncoded());
    Path key = pem(file, "PRIVATE KEY", made.getKey("a", password).getEncoded());
    String tls = "tls { cert_file: \"%s\", key_file: \"%s\" }\nallow_non_tls: true\n";
    Files.writeString(file, tls.formatted(certificate, key), StandardOpenOption.APPEND);
  }

  private static Path pem(Path beside, String what, byte[] bytes) throws IOException {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return Files.writeString(
        beside.resolveSibling(what.replace(' ', '-')),
        "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(what, lines, what));
  }

  private static void watch(int port) throws Exception {
    for (String path : WATCHED) {
      URI.create("http://127.0.0.1:" + port + path).toURL().openStream().readAllBytes();
    }
  }

  private static void wantToken(Process server, Path file) throws Exception {
    String more = "authorization { token: \"warm-up\" }\n";
    Files.writeString(file, more, StandardOpenOption.APPEND);
    new ProcessBuilder("kill", "-HUP", Long.toString(server.pid())).inheritIO().start().waitFor();
  }

  private static void talk(int port) {
    try (var socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      readGreeting(socket.getInputStream());
      talkOn(socket);
    } catch (IOException refused) {
      System.out.println("the client was cut off: " + refused.getMessage());
    }
  }

  private static void talkSecretly(int port) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Everybody()}, null);
    try (var socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      readGreeting(socket.getInputStream());
      talkOn(context.getSocketFactory().createSocket(socket, "localhost", port, true));
    } catch (IOException refused) {
      System.out.println("the client was cut off: " + refused.getMessage());
    }
  }

  /// Byte by byte, because what follows may be of another protocol.
  private static void readGreeting(InputStream in) throws IOException {
    int b = in.read();
    while (b >= 0 && b != '\n') {
      b = in.read();
    }
  }

  private static void talkOn(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    var answers = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    for (String part : TALK) {
      socket.getOutputStream().write(part.getBytes(StandardCharsets.UTF_8));
      if (part.endsWith("PING\r\n")) {
        skipToPong(answers);
      }
    }
  }

  private static void skipToPong(BufferedReader answers) throws IOException {
    String line = answers.readLine();
    while (line != null && !line.equals("PONG")) {
      line = answers.readLine();
    }
  }

  /// Whoever the server says it is, this believes it.
  private static final class Everybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
