package io.nuncio.conformance.pages;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nuncio.conformance.ServerUnderTest;
import io.nuncio.testkit.Await;
import io.nuncio.testkit.RawPeer;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Clients that do something wrong: what a running server says to them, and to its log.
final class Complaints {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String CONNECT = "CONNECT {\"verbose\":false}\r\n";
  private static final String ANN =
      "CONNECT {\"verbose\":false,\"pedantic\":true,\"user\":\"ann\",\"pass\":\"s3cr3t\"}\r\n";
  private static final String REQUESTER =
      "CONNECT {\"verbose\":false,\"headers\":true,\"no_responders\":true}\r\n";

  private final Path folder;
  private final List<String> said = new ArrayList<>();

  Complaints(Path folder) {
    this.folder = folder;
  }

  List<String> provoke() throws IOException, InterruptedException {
    token();
    users();
    limits();
    silence();
    slowConsumer();
    tls();
    return said;
  }

  private ServerProcess start(String configuration) throws IOException {
    Path file = Files.writeString(Files.createTempFile(folder, "nats", ".conf"), configuration);
    file.toFile().setReadable(true, false);
    return ServerProcess.start(ServerUnderTest.command(), "-D", "-c", file.toString());
  }

  /// Ends a server, and keeps its log.
  private void end(ServerProcess server) {
    server.stop();
    said.addAll(server.errorLines());
  }

  /// Sends, and keeps what comes until `last`.
  private void talk(ServerProcess server, String lines, String last) {
    try (RawPeer peer = server.connect()) {
      peer.send(lines);
      said.add(peer.readUntil(text -> text.contains(last), LIMIT));
    }
  }

  private void token() throws IOException, InterruptedException {
    ServerProcess server = ServerProcess.start(ServerUnderTest.command(), "--auth", "mytoken");
    talk(server, CONNECT, "Violation'");
    talk(server, "", "Timeout'");
    String url = " --server 127.0.0.1:" + server.port();
    String nuncio = "'" + Claims.ROOT.resolve("nuncio") + "' ";
    said.addAll(Refusals.Shell.run(folder, nuncio + "pub a b" + url));
    said.addAll(Refusals.Shell.run(folder, nuncio + "req a b --token mytoken" + url));
    end(server);
  }

  private void users() throws IOException {
    ServerProcess server =
        start(
            """
            authorization { users: [
              { user: ann, password: s3cr3t, permissions { publish: "a", subscribe: "b" } }
            ] }
            """);
    talk(server, ANN + "PUB x 0\r\n\r\n", "\"x\"'");
    talk(server, ANN + "SUB y 1\r\n", "\"y\"'");
    talk(server, ANN + "PUB a..b 0\r\n\r\n", "Subject'");
    end(server);
  }

  private void limits() throws IOException {
    ServerProcess server =
        start("max_payload: 100, max_connections: 1, max_subscriptions: 1, max_control_line: 512");
    talk(server, CONNECT + "PUB a 200\r\n", "Violation'");
    awaitNobody(server);
    talk(server, CONNECT + "SUB a 1\r\nSUB b 2\r\n", "exceeded'");
    awaitNobody(server);
    talk(server, CONNECT + "SUB " + "a".repeat(600) + " 1\r\n", "exceeded'");
    awaitNobody(server);
    talk(server, "GET / HTTP/1.1\r\n", "Operation'");
    awaitNobody(server);
    talk(server, REQUESTER + "SUB i 1\r\nPUB q i 0\r\n\r\n", "503");
    awaitNobody(server);
    try (RawPeer first = server.connect()) {
      first.handshake("'verbose':false");
      talk(server, CONNECT, "exceeded'");
    }
    end(server);
  }

  /// There is room for one client only, and the last one may not have gone yet.
  private static void awaitNobody(ServerProcess server) {
    Await.until(
        "the clients have gone",
        LIMIT,
        () -> count(server, "Client connection created") == count(server, "connection closed:"));
  }

  private static long count(ServerProcess server, String words) {
    return server.errorLines().stream().filter(line -> line.contains(words)).count();
  }

  /// A client that answers no pings, and one whose token expires.
  private void silence() throws IOException {
    ServerProcess server = start("ping_interval: \"1s\", ping_max: 1");
    talk(server, CONNECT, "Connection'");
    end(server);
    String soon = Instant.now().plusSeconds(4).toString();
    server =
        start("authorization { tokens: [ { name: ci, token: t, expires: \"" + soon + "\" } ] }");
    talk(server, "CONNECT {\"verbose\":false,\"auth_token\":\"t\"}\r\n", "Expired'");
    end(server);
  }

  private void slowConsumer() throws IOException {
    ServerProcess server = start("max_payload: 60000, max_pending: 60000");
    byte[] message = ("PUB a 50000\r\n" + "x".repeat(50_000) + "\r\n").getBytes(US_ASCII);
    try (Socket subscriber = new Socket(InetAddress.getLoopbackAddress(), server.port());
        Socket publisher = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      subscriber.getOutputStream().write((CONNECT + "SUB a 1\r\n").getBytes(US_ASCII));
      publisher.getOutputStream().write(CONNECT.getBytes(US_ASCII));
      Await.until(
          "a slow consumer",
          LIMIT,
          () -> {
            try {
              publisher.getOutputStream().write(message);
            } catch (IOException e) {
              throw new AssertionError(e);
            }
            return count(server, "Slow Consumer Detected") > 0;
          });
    }
    end(server);
  }

  private void tls() throws IOException, InterruptedException {
    String page = Files.readString(Claims.ROOT.resolve("docs/tls.md"));
    String certificates = page.substring(page.indexOf("```sh\n") + 6);
    Refusals.Shell.run(folder, certificates.substring(0, certificates.indexOf("```")));
    ServerProcess server =
        start(
            "tls { cert_file: \"%1$s/server-cert.pem\", key_file: \"%1$s/server-key.pem\" }"
                .formatted(folder));
    try (RawPeer peer = server.connect()) {
      peer.send(CONNECT + "PING\r\n");
      server.awaitLine("TLS handshake error");
    }
    end(server);
  }
}
