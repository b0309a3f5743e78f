package io.nuncio.conformance.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nats.client.NKey;
import io.nuncio.conformance.ServerUnderTest;
import io.nuncio.conformance.interop.Workplace;
import io.nuncio.testkit.CertificateAuthority;
import io.nuncio.testkit.CertificateRequest;
import io.nuncio.testkit.IssuedCertificate;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// jnats and nats-py over TLS, and what their users are told where they are refused. All of it
/// holds for nats-server as well.
@ParameterizedClass
@ResourceLock(Workplace.SHARED)
@EnumSource(OfficialClientsIT.Library.class)
class OfficialClientsIT {
  private static final String VIOLATION = "Authorization Violation";

  @TempDir static Path folder;

  @Parameter private Library library = Library.JNATS;

  /// What is tried, and what it says where the server does not.
  enum Library {
    JNATS("PKIX path building failed", "Unable to connect to NATS servers", "TimeoutException"),
    NATS_PY("CERTIFICATE_VERIFY_FAILED", "(SSL|ConnectionReset|BrokenPipe)Error", "TimeoutError");

    private final String distrusting;
    private final String cutOff;
    private final String unheard;

    Library(String distrusting, String cutOff, String unheard) {
      this.distrusting = distrusting;
      this.cutOff = cutOff;
      this.unheard = unheard;
    }

    String talk(Introduction introduction) throws Exception {
      OfficialClient client =
          switch (this) {
            case JNATS -> new Jnats();
            case NATS_PY -> new NatsPy();
          };
      return client.talk(introduction);
    }
  }

  @BeforeAll
  static void write() {
    CertificateAuthority authority = CertificateAuthority.named("authority");
    authority.write(folder.resolve("ca.pem"));
    write("server", authority.issue(CertificateRequest.localhost()));
    write("joe", authority.issue(person("joe")));
    write("eve", authority.issue(person("eve")));
    write("stranger", CertificateAuthority.named("stranger").issue(person("joe")));
  }

  private static CertificateRequest person(String name) {
    return CertificateRequest.empty().name("O", "Acme").name("CN", name).forClients();
  }

  private static void write(String name, IssuedCertificate issued) {
    issued.writeCertificate(folder.resolve(name + "-cert.pem"));
    issued.writeKey(folder.resolve(name + "-key.pem"));
  }

  private static Path file(String tls, String rest) throws IOException {
    return Files.writeString(
        Files.createTempFile(folder, "nats", ".conf"),
        """
        tls {
          cert_file: '%1$s/server-cert.pem', key_file: '%1$s/server-key.pem'
          ca_file: '%1$s/ca.pem', timeout: 20, %2$s
        }
        %3$s
        """
            .formatted(folder, tls, rest));
  }

  private static ServerProcess start(String tls, String rest) throws IOException {
    return ServerProcess.start(ServerUnderTest.command(), "-c", file(tls, rest).toString());
  }

  private static Introduction trusting(int port) {
    return Introduction.to(port).with("ca", folder.resolve("ca.pem").toString());
  }

  private static Introduction showing(int port, String identity) {
    return trusting(port).with("identity", folder.resolve(identity).toString());
  }

  private void serves(Introduction introduction) throws Exception {
    assertThat(library.talk(introduction)).isEqualTo("served");
  }

  /// @param words a pattern for some of what the library's user is told
  private void refuses(Introduction introduction, String words) throws Exception {
    assertThat(library.talk(introduction.with("patience", "2")))
        .startsWith("refused; ")
        .containsPattern(words);
  }

  @Test
  void talksOverTlsToWhomItTrusts() throws Exception {
    try (ServerProcess server = start("", "")) {
      serves(trusting(server.port()));
      refuses(Introduction.to(server.port()), library.distrusting);
    }
  }

  @Test
  void mayNotDoWithoutTls() throws Exception {
    assumeTrue(library == Library.JNATS, "nats-py turns to TLS wherever a server asks for it");
    try (ServerProcess server = start("", "")) {
      refuses(trusting(server.port()).with("plain", "true"), "SSL required by server");
    }
  }

  @Test
  void showsItsCertificate() throws Exception {
    try (ServerProcess server = start("verify: true", "")) {
      serves(showing(server.port(), "joe"));
      refuses(trusting(server.port()), library.cutOff);
      refuses(showing(server.port(), "stranger"), library.cutOff);
    }
  }

  @Test
  void speaksFirst() throws Exception {
    try (SilentServer server = SilentServer.start(file("handshake_first: true", ""))) {
      serves(trusting(server.port()).with("first", "true"));
      refuses(trusting(server.port()), library.unheard);
    }
  }

  @Test
  void speaksFirstOrSecond() throws Exception {
    try (ServerProcess server = start("handshake_first: auto", "")) {
      serves(trusting(server.port()).with("first", "true"));
      serves(trusting(server.port()));
    }
  }

  @Test
  void isTheUserOfItsCertificate() throws Exception {
    String users =
        """
        authorization { timeout: 20, users: [
          { user: 'CN=joe,O=Acme', permissions: {
              publish: ['joe.>', '_INBOX.>'], subscribe: ['joe.>', '_INBOX.>'] } }
        ] }
        """;
    try (ServerProcess server = start("verify_and_map: true", users)) {
      serves(showing(server.port(), "joe").about("joe.talk"));
      refuses(showing(server.port(), "joe").about("ann.talk"), "(?i)permissions violation");
      refuses(showing(server.port(), "eve"), VIOLATION);
      refuses(trusting(server.port()), library.cutOff);
    }
  }

  @Test
  void showsItsToken() throws Exception {
    try (ServerProcess server = start("", "authorization { timeout: 20, token: t0ken }")) {
      serves(trusting(server.port()).with("token", "t0ken"));
      refuses(trusting(server.port()).with("token", "other"), VIOLATION);
      refuses(trusting(server.port()), VIOLATION);
    }
  }

  @Test
  void isAUserByPasswordOrKey() throws Exception {
    NKey pair = NKey.createUser(null);
    NKey other = NKey.createUser(null);
    String users =
        "authorization { timeout: 20, users: [ { user: ann, password: s3cr3t }, { nkey: %s } ] }"
            .formatted(new String(pair.getPublicKey()));
    try (ServerProcess server = start("", users)) {
      Introduction ann = trusting(server.port()).with("user", "ann");
      serves(ann.with("password", "s3cr3t"));
      refuses(ann.with("password", "other"), VIOLATION);
      serves(trusting(server.port()).with("seed", new String(pair.getSeed())));
      refuses(trusting(server.port()).with("seed", new String(other.getSeed())), VIOLATION);
    }
  }
}
