package io.nuncio.cli.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.cli.Servers;
import io.nuncio.cli.TestMachine;
import io.nuncio.cli.TestMachine.Result;
import io.nuncio.client.NKey;
import io.nuncio.embedded.EmbeddedNats;
import io.nuncio.testkit.CertificateAuthority;
import io.nuncio.testkit.CertificateRequest;
import io.nuncio.testkit.IssuedCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Connections that are encrypted, and clients that prove who they are by keys.
class SecuredTest {
  private static final CertificateAuthority AUTHORITY = CertificateAuthority.named("authority");

  @TempDir Path home;

  private Path pem(String name) {
    return home.resolve(name + ".pem");
  }

  private EmbeddedNats withTls(String more) {
    IssuedCertificate issued = AUTHORITY.issue(CertificateRequest.localhost());
    AUTHORITY.write(pem("ca"));
    return Servers.of(
        "tls { cert_file: '%s', key_file: '%s' %s }"
            .formatted(
                issued.writeCertificate(pem("server")), issued.writeKey(pem("server-key")), more));
  }

  private Result run(EmbeddedNats server, String... words) {
    return new TestMachine(home)
        .variable("NATS_URL", "nats://localhost:" + server.port())
        .run(words);
  }

  @Test
  void serverOfATrustedAuthorityIsConnectedTo() {
    try (EmbeddedNats server = withTls("")) {
      Result trusted = run(server, "pub", "a", "b", "--tlsca", "~/ca.pem");
      Result stranger = run(server, "pub", "a", "b");

      assertThat(trusted.status()).as(trusted.err()).isZero();
      assertThat(stranger.status()).isEqualTo(1);
      assertThat(stranger.err()).startsWith("nuncio: no TLS with localhost:").hasLineCount(1);
    }
  }

  @Test
  void certificateIsShownToAServerThatDemandsIt() {
    try (EmbeddedNats server = withTls(", verify: true, ca_file: '" + pem("ca") + "'")) {
      IssuedCertificate own = AUTHORITY.issue(CertificateRequest.empty().name("CN", "joe"));
      own.writeCertificate(pem("own"));
      own.writeKey(pem("own-key"));

      Result shown =
          run(
              server,
              "pub",
              "a",
              "b",
              "--tlsca=~/ca.pem",
              "--tlscert=~/own.pem",
              "--tlskey=~/own-key.pem");
      Result half = run(server, "pub", "a", "b", "--tlscert=~/own.pem");

      assertThat(shown.status()).as(shown.err()).isZero();
      assertThat(half.status()).isEqualTo(2);
      assertThat(half.err()).contains("--tlscert and --tlskey belong together");
    }
  }

  @Test
  void roundTripsOfAServerWithTlsAreMeasuredByItsName() {
    try (EmbeddedNats server = withTls("")) {
      Result result = run(server, "rtt", "2", "--tlsca", "~/ca.pem");

      assertThat(result.status()).as(result.err()).isZero();
      assertThat(result.out()).contains("   nats://localhost:" + server.port() + ": ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# a comment\n"})
  void seedOfAnNkeyProvesWhoConnects(String before) throws Exception {
    NKey key = NKey.createUser(null);
    Files.writeString(home.resolve("seed"), before + new String(key.getSeed()) + "\n");
    String config = "authorization { users: [ { nkey: " + new String(key.getPublicKey()) + " } ] }";
    try (EmbeddedNats server = Servers.of(config)) {
      Result with = run(server, "pub", "a", "b", "--nkey", "~/seed");
      Result without = run(server, "pub", "a", "b");

      assertThat(with.status()).as(with.err()).isZero();
      assertThat(without.err()).contains("Authorization Violation");
    }
  }

  @Test
  void fileWithoutASeedIsNamed() throws Exception {
    Files.writeString(home.resolve("seed"), "nothing of use");
    String key = new String(NKey.createUser(null).getPublicKey());
    try (EmbeddedNats server = Servers.of("authorization { users: [ { nkey: " + key + " } ] }")) {
      Result result = run(server, "pub", "a", "b", "--nkey", "~/seed");

      assertThat(result.status()).isEqualTo(1);
      assertThat(result.err())
          .contains("seed holds no seed of a user")
          .doesNotContain("nothing of use")
          .hasLineCount(1);
    }
  }
}
