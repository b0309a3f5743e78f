package io.nuncio.conformance.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.Subscription;
import io.nuncio.conformance.ServerUnderTest;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher with the jars that `docs/tls.md` puts beside it, and what it does when they are of
/// no use.
class BoringSslIT {
  private static final TlsPage PAGE = TlsPage.read();
  private static final String BUILD = "./mvnw -q package -pl boringssl -am -DskipTests\n";
  private static final String BY_BORINGSSL = "TLS is spoken by BoringSSL";
  private static final String HYBRID = "X25519MLKEM768";

  @TempDir static Path folder;

  @BeforeAll
  static void makeCertificatesAndExtensions() throws IOException, InterruptedException {
    assumeTrue(System.getProperty("nuncio.server.command") == null, "for our launcher only");
    run("certificates", PAGE.certificates());
    assertThat(PAGE.boringSsl()).startsWith(BUILD);
    Files.createSymbolicLink(folder.resolve("boringssl"), root().resolve("boringssl"));
    run("extensions", PAGE.boringSsl().substring(BUILD.length()));
  }

  private static Path root() {
    return Path.of(System.getProperty("nuncio.root"));
  }

  private static void run(String name, String commands) throws IOException, InterruptedException {
    Path script = Files.writeString(folder.resolve(name + ".sh"), "set -e\n" + commands);
    Said said = say(List.of("sh", script.toString()));
    assertThat(said.status()).describedAs(said.text()).isZero();
  }

  /// What a program said, and how it ended.
  private record Said(int status, String text) {}

  private static Said say(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Said(process.waitFor(), text);
  }

  private static boolean has(String program, String question) throws InterruptedException {
    try {
      return new ProcessBuilder(program, question).start().waitFor() == 0;
    } catch (IOException missing) {
      return false;
    }
  }

  /// Without a cache, which would be made for this folder only.
  private static List<String> launcher(String extensions) {
    List<String> command = new ArrayList<>();
    command.add("env");
    command.add("NUNCIO_NO_BUILD=1");
    command.add("NUNCIO_EXTENSIONS=" + folder.resolve(extensions));
    command.addAll(ServerUnderTest.command());
    return command;
  }

  private static Path write(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "nats", ".conf"), text);
  }

  private static ServerProcess start(String extensions, String configuration) throws IOException {
    return ServerProcess.start(launcher(extensions), "-c", write(configuration).toString());
  }

  private static String preferring(String groups) {
    return PAGE.configuration("Encryption", folder)
        .replace("tls {", "tls {\n  curve_preferences: [" + groups + "]");
  }

  @Test
  void launcherSpeaksByBoringSslAndClientsNoticeNothing() throws Exception {
    String monitored =
        PAGE.configuration("Certificates of clients", folder) + "https: '127.0.0.1:-1'\n";
    try (ServerProcess server = start("extensions", monitored)) {
      server.awaitLine(BY_BORINGSSL);
      try (TlsClient nobody = TlsClient.connect(server.port(), folder, null)) {
        nobody.line();
        assertThatThrownBy(
                () -> {
                  nobody.secure("TLSv1.2");
                  nobody.connect("");
                })
            .isInstanceOf(IOException.class);
      }
      server.awaitLine("TLS handshake error: tls: client didn't provide a certificate");

      for (String version : List.of("-tls1_2", "-tls1_3")) {
        assertThat(openssl(server.port(), version)).contains("Verify return code: 0 (ok)");
      }
      assertThat(echoed(server.port())).isEqualTo("hello");
      assertThat(watched(server)).contains("\"tls_required\": true");
      // Neither the JVM nor a library says anything beside the log.
      assertThat(server.errorLines()).allMatch(line -> line.startsWith("["));
    }
  }

  private static String openssl(int port, String version) throws Exception {
    assumeTrue(has("openssl", "version"), "openssl is not installed");
    try (WithoutGreeting proxy = WithoutGreeting.before(port)) {
      List<String> command = new ArrayList<>(List.of("openssl", "s_client", version, "-CAfile"));
      command.addAll(List.of("ca.pem", "-cert", "client-cert.pem", "-key", "client-key.pem"));
      command.addAll(List.of("-connect", "127.0.0.1:" + proxy.port()));
      return say(command).text();
    }
  }

  /// By jnats.
  private static String echoed(int port) throws Exception {
    Options options =
        Options.builder()
            .server("tls://localhost:" + port)
            .sslContext(TlsClient.context(folder, "client"))
            .build();
    Connection connection = Nats.connect(options);
    try {
      Subscription subscription = connection.subscribe("greetings");
      connection.publish("greetings", "hello".getBytes(UTF_8));
      return new String(subscription.nextMessage(Duration.ofSeconds(10)).getData(), UTF_8);
    } finally {
      connection.close();
    }
  }

  private static String watched(ServerProcess server) throws Exception {
    String line = server.awaitLine("Starting https monitor on .*:\\d+");
    URI uri =
        URI.create("https://localhost:" + line.substring(line.lastIndexOf(':') + 1) + "/varz");
    try (HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(TlsClient.context(folder, null))
            .build()) {
      HttpRequest request = HttpRequest.newBuilder(uri).build();
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  @Test
  void hybridGroupIsAgreedOnWithAClientThatHasNoOther() throws Exception {
    assumeTrue(has("go", "version"), "Go is not installed");
    Path client = root().resolve("conformance/src/test/resources/tls/hybrid.go");
    try (ServerProcess server = start("extensions", preferring(HYBRID))) {
      Said said = say(List.of("go", "run", client.toString(), "127.0.0.1:" + server.port()));

      assertThat(said.text().strip()).isEqualTo(HYBRID);
    }
  }

  @Test
  void hybridGroupAloneIsRefusedWithoutBoringSsl() throws IOException {
    ServerProcess.Finished finished =
        ServerProcess.run(
            launcher("none"), "-a", "127.0.0.1", "-p", "-1", "-c", write(preferring(HYBRID)) + "");

    assertThat(finished.status()).isEqualTo(1);
    assertThat(String.join("\n", finished.errors()))
        .contains("tls.curve_preferences: the Java runtime does none of " + HYBRID);
  }

  @Test
  void libraryThatIsNotForThisMachineLeavesTlsToTheJavaRuntime() throws Exception {
    Path foreign = Files.createDirectory(folder.resolve("foreign"));
    try (Stream<Path> jars = Files.list(folder.resolve("extensions"))) {
      for (Path jar : jars.toList()) {
        if (!jar.toString().contains("-x86_64") && !jar.toString().contains("-aarch_64")) {
          Files.copy(jar, foreign.resolve(jar.getFileName()));
        }
      }
    }
    try (ServerProcess server = start("foreign", preferring(HYBRID + ", X25519"));
        TlsClient client = TlsClient.connect(server.port(), folder, null)) {
      server.awaitLine(
          "TLS is spoken by the Java runtime, because BoringSSL cannot be used: .*netty_tcnative.*");
      client.line();
      client.secure();

      assertThat(client.connect("'verbose':false,'tls_required':true")).isEqualTo("PONG");
      assertThat(server.errorLines().stream().filter(line -> line.contains(HYBRID)))
          .singleElement()
          .asString()
          .endsWith("left out what the Java runtime does not do: " + HYBRID);
      assertThat(server.errorLines()).allMatch(line -> line.startsWith("["));
    }
  }
}
