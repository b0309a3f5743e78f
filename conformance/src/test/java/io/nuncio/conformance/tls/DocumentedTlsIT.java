package io.nuncio.conformance.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuncio.conformance.ServerUnderTest;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The configurations of `docs/tls.md` do what the page says, with certificates that its commands
/// made. All of it holds for nats-server as well.
class DocumentedTlsIT {
  private static final TlsPage PAGE = TlsPage.read();
  private static final String PLAIN = "'verbose':false,'tls_required':true";

  @TempDir static Path folder;

  @BeforeAll
  static void makeCertificates() throws IOException, InterruptedException {
    Path script = Files.writeString(folder.resolve("make.sh"), "set -e\n" + PAGE.certificates());
    Process process =
        new ProcessBuilder("sh", script.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("make.log").toFile())
            .start();
    assertThat(process.waitFor())
        .describedAs(Files.readString(folder.resolve("make.log")))
        .isZero();
  }

  private static ServerProcess start(String heading) {
    return startWith(PAGE.configuration(heading, folder));
  }

  private static ServerProcess startWith(String text) {
    try {
      Path file = Files.createTempFile(folder, "nats", ".conf");
      Files.writeString(file, text);
      return ServerProcess.start(ServerUnderTest.command(), "-c", file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TlsClient client(ServerProcess server, @Nullable String identity)
      throws IOException {
    return TlsClient.connect(server.port(), folder, identity);
  }

  /// Greets, shakes hands, and says what the server answers to `CONNECT` and `PING`.
  private static String answer(ServerProcess server, @Nullable String identity) throws IOException {
    try (TlsClient client = client(server, identity)) {
      assertThat(client.line()).contains("\"tls_required\":true");
      client.secure();
      return client.connect(PLAIN);
    }
  }

  private static void refuses(ServerProcess server, @Nullable String identity) {
    assertThatThrownBy(() -> assertThat(answer(server, identity)).isEqualTo("PONG"))
        .isInstanceOfAny(IOException.class, AssertionError.class);
  }

  @Test
  void pageHasNoOtherConfigurations() {
    assertThat(PAGE.configurations())
        .containsExactly(
            "Encryption",
            "Certificates of clients",
            "Certificates that say who a client is",
            "Pinned certificates",
            "Handshake first",
            "With and without TLS",
            "Monitoring by HTTPS",
            // Which needs a responder: see StaplingIT.
            "Stapled answers of an OCSP responder");
  }

  @Test
  void encryption() throws IOException {
    try (ServerProcess server = start("Encryption")) {
      for (String protocol : new String[] {"TLSv1.2", "TLSv1.3"}) {
        try (TlsClient client = client(server, null)) {
          client.line();
          assertThat(client.secure(protocol).getSession().getProtocol()).isEqualTo(protocol);
          assertThat(client.connect(PLAIN)).isEqualTo("PONG");
        }
      }
    }
  }

  @Test
  void certificatesOfClients() throws IOException {
    try (ServerProcess server = start("Certificates of clients")) {
      assertThat(answer(server, "client")).isEqualTo("PONG");
      refuses(server, null);
      refuses(server, "server");
    }
  }

  @Test
  void certificatesThatSayWhoAClientIs() throws IOException {
    try (ServerProcess server = start("Certificates that say who a client is");
        TlsClient client = client(server, "client")) {
      client.line();
      client.secure();

      assertThat(client.connect(PLAIN)).isEqualTo("PONG");
      client.send("PUB other 0\r\n\r\nPING\r\n");
      assertThat(client.line()).isEqualTo("-ERR 'Permissions Violation for Publish to \"other\"'");
    }
  }

  @Test
  void pinnedCertificates() throws IOException, GeneralSecurityException {
    byte[] key =
        TlsClient.certificate(folder.resolve("client-cert.pem")).getPublicKey().getEncoded();
    String fingerprint = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
    String text = PAGE.configuration("Pinned certificates", folder);

    try (ServerProcess server = startWith(text.replace("FINGERPRINT", fingerprint))) {
      assertThat(answer(server, "client")).isEqualTo("PONG");
    }
    try (ServerProcess server = startWith(text.replace("FINGERPRINT", "ab".repeat(32)))) {
      refuses(server, "client");
    }
  }

  @Test
  void handshakeFirst() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("first.conf"), PAGE.configuration("Handshake first", folder));
    try (SilentServer server = SilentServer.start(file);
        TlsClient client = TlsClient.connect(server.port(), folder, null)) {
      client.secure();

      assertThat(client.line()).startsWith("INFO {").contains("\"tls_required\":true");
      assertThat(client.connect(PLAIN)).isEqualTo("PONG");
    }
  }

  @Test
  void handshakeFirstOrNot() throws IOException {
    String text =
        PAGE.configuration("Handshake first", folder).replace("first: true", "first: auto");
    try (ServerProcess server = startWith(text)) {
      assertThat(answer(server, null)).isEqualTo("PONG");
      try (TlsClient client = client(server, null)) {
        client.secure();

        assertThat(client.line()).startsWith("INFO {");
      }
    }
  }

  @Test
  void withAndWithoutTls() throws IOException {
    try (ServerProcess server = start("With and without TLS")) {
      try (TlsClient client = client(server, null)) {
        assertThat(client.line()).contains("\"tls_available\":true");
        client.secure();
        assertThat(client.connect("'verbose':false")).isEqualTo("PONG");
      }
      try (TlsClient client = client(server, null)) {
        client.line();
        assertThat(client.connect("'verbose':false")).isEqualTo("PONG");
      }
    }
  }

  @Test
  void monitoringByHttps() throws IOException, InterruptedException, GeneralSecurityException {
    String text = PAGE.configuration("Monitoring by HTTPS", folder).replace(":8443", ":-1");
    try (ServerProcess server = startWith(text + "server_name: watched\n")) {
      String line = server.awaitLine("Starting https monitor on .*:\\d+");
      String port = line.substring(line.lastIndexOf(':') + 1);

      HttpResponse<String> answer = get("https://localhost:" + port + "/varz");

      assertThat(answer.body())
          .contains("\"server_name\": \"watched\"")
          .contains("\"tls_required\": true")
          .contains("\"tls_cert_not_after\": \"");
    }
  }

  private static HttpResponse<String> get(String url)
      throws IOException, InterruptedException, GeneralSecurityException {
    try (HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(TlsClient.context(folder, null))
            .build()) {
      return http.send(
          HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void newCertificateIsShownAfterAReloadAndABrokenOneIsNot()
      throws IOException, InterruptedException {
    Path certificate = folder.resolve("renewed-cert.pem");
    Files.copy(folder.resolve("server-cert.pem"), certificate);
    String text =
        PAGE.configuration("Encryption", folder).replace("server-cert.pem", "renewed-cert.pem");
    try (ServerProcess server = startWith(text);
        TlsClient staying = client(server, null)) {
      staying.line();
      staying.secure();
      assertThat(staying.connect(PLAIN)).isEqualTo("PONG");

      Files.writeString(certificate, "broken");
      signal(server);
      server.awaitLine("Failed to reload server configuration");
      assertThat(answer(server, null)).isEqualTo("PONG");

      String chain =
          Files.readString(folder.resolve("server-cert.pem"))
              + Files.readString(folder.resolve("ca.pem"));
      Files.writeString(certificate, chain);
      signal(server);
      server.awaitLine("Reloaded: tls = enabled");
      server.awaitLine("Reloaded server configuration");
      try (TlsClient client = client(server, null)) {
        client.line();
        assertThat(client.secure().getSession().getPeerCertificates()).hasSize(2);
      }
      staying.send("PING\r\n");
      assertThat(staying.line()).isEqualTo("PONG");
    }
  }

  private static void signal(ServerProcess server) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-HUP", Long.toString(server.pid())).start().waitFor();
  }
}
