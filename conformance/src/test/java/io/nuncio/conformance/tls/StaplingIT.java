package io.nuncio.conformance.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.nuncio.conformance.ServerUnderTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a real OCSP responder says is shown to who asks for it beside the certificate.
class StaplingIT {
  private static final Pattern STATUS = Pattern.compile("Cert Status: (\\w+)");

  /// Where there is no good answer nats-server does not start.
  private static final String STRICTER = "nats-server demands an answer before it starts";

  @TempDir static Path folder;
  private static OcspAuthority authority;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    Openssl.require();
    authority = OcspAuthority.start(folder);
    authority.issue("valid", "01", "");
    String access = "authorityInfoAccess=OCSP;URI:" + authority.url() + "\n";
    authority.issue("must", "02", "tlsfeature=status_request\n" + access);
    authority.issue("revoked", "03", "");
  }

  @AfterAll
  static void stop() {
    if (authority != null) {
      authority.close();
    }
  }

  /// @param files `must-chain` for `must-chain.pem` and `must-key.pem`
  /// @param tls more of the block
  /// @param ocsp what stands beside the block
  private static SilentServer serve(String files, String tls, String ocsp) throws IOException {
    String key = files.substring(0, files.indexOf('-')) + "-key";
    Path file =
        Files.writeString(
            Files.createTempFile(folder, "nats", ".conf"),
            """
            tls {
              cert_file: '%1$s/%2$s.pem', key_file: '%1$s/%3$s.pem'
              handshake_first: true, %4$s
            }
            %5$s
            """
                .formatted(folder, files, key, tls, ocsp));
    return SilentServer.start(file);
  }

  private static String always() {
    return "ocsp { mode: always, url: '" + authority.url() + "' }";
  }

  /// What the staple says of the certificate; `none` if there is no staple.
  private static String shown(SilentServer server, String... options)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("s_client", "-CAfile", "ca.pem", "-status"));
    words.addAll(List.of("-connect", "127.0.0.1:" + server.port(), "-servername", "localhost"));
    words.addAll(List.of(options));
    String output = Openssl.run(folder, words).output();
    assertThat(output).contains("Verification: OK", "New, TLSv1.");
    Matcher status = STATUS.matcher(output);
    return status.find() ? status.group(1) : "none";
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_2", "-tls1_3"})
  void alwaysIsForEveryCertificate(String version) throws IOException, InterruptedException {
    try (SilentServer server = serve("valid-chain", "timeout: 20", always())) {
      assertThat(shown(server, version)).isEqualTo("good");
    }
  }

  /// As `docs/tls.md` has it.
  @Test
  void issuerMayStandAmongTheAuthorities() throws IOException, InterruptedException {
    String page =
        TlsPage.read()
            .configuration("Stapled answers of an OCSP responder", folder)
            .replace("server-", "valid-")
            .replace("http://127.0.0.1:2560", authority.url())
            .replace("tls {", "tls {\n  handshake_first: true");
    Path file = Files.writeString(Files.createTempFile(folder, "nats", ".conf"), page);
    try (SilentServer server = SilentServer.start(file)) {
      assertThat(shown(server)).isEqualTo("good");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "valid-chain, ocsp: true, none",
    "must-chain, ocsp: true, good",
    "must-chain, '', good",
    "valid-chain, '', none",
    "must-chain, ocsp { mode: never }, none",
  })
  void otherwiseTheCertificateSaysWhetherItMustBe(String files, String ocsp, String status)
      throws IOException, InterruptedException {
    try (SilentServer server = serve(files, "timeout: 20", ocsp)) {
      assertThat(shown(server)).isEqualTo(status);
    }
  }

  @Test
  void revokedCertificateIsShownAsRevoked() throws IOException, InterruptedException {
    assumeFalse(ServerUnderTest.isReference(), STRICTER);
    try (SilentServer server = serve("revoked-chain", "timeout: 20", always())) {
      assertThat(shown(server)).isEqualTo("revoked");
    }
  }

  @Test
  void unknownIssuerIsWarnedAbout() throws IOException, InterruptedException {
    assumeFalse(ServerUnderTest.isReference(), STRICTER);
    try (SilentServer server = serve("valid-cert", "timeout: 20", always())) {
      assertThat(shown(server)).isEqualTo("none");
      server.process().awaitLine("No OCSP answer is stapled, because the issuer .*valid-cert.pem");
    }
  }

  @Test
  void brokenPromiseIsWarnedAbout() throws IOException {
    assumeFalse(ServerUnderTest.isReference(), "nats-server has this line and does not say it");
    try (SilentServer server = serve("must-chain", "timeout: 20", "ocsp: false")) {
      server.process().awaitLine("must-chain.pem' has MustStaple but OCSP is disabled");
    }
  }

  @Test
  void responderThatIsGoneIsDoneWithout() throws IOException, InterruptedException {
    assumeFalse(ServerUnderTest.isReference(), STRICTER);
    String gone;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      gone = "ocsp { mode: always, url: 'http://127.0.0.1:" + socket.getLocalPort() + "' }";
    }
    try (SilentServer server = serve("valid-chain", "timeout: 20", gone)) {
      assertThat(shown(server)).isEqualTo("none");
    }
  }

  @Test
  void responderThatIsSilentLeavesTimeForTheHandshake() throws IOException, InterruptedException {
    assumeFalse(ServerUnderTest.isReference(), STRICTER);
    try (ServerSocket silent = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      String ocsp = "ocsp { mode: always, url: 'http://127.0.0.1:" + silent.getLocalPort() + "' }";
      try (SilentServer server = serve("valid-chain", "timeout: 4", ocsp)) {
        assertThat(shown(server)).isEqualTo("none");
      }
    }
  }
}
