package io.nuncio.boringssl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nuncio.config.TlsConfig;
import io.nuncio.config.TlsConfig.ClientCertificates;
import io.nuncio.config.TlsConfig.KeyPairFiles;
import io.nuncio.config.TlsGroup;
import io.nuncio.server.tls.ChosenProvider;
import io.nuncio.server.tls.LoadedTls;
import io.nuncio.server.tls.TlsLoader;
import io.nuncio.testkit.CertificateAuthority;
import io.nuncio.testkit.CertificateRequest;
import io.nuncio.testkit.EngineHandshake;
import io.nuncio.testkit.IssuedCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is to be asked of BoringSSL besides what the server's own tests ask, which run here, too.
class BoringSslTest {
  private static final CertificateAuthority AUTHORITY = CertificateAuthority.named("authority");

  @TempDir Path folder;

  @BeforeEach
  void libraryIsForThisMachine() {
    assumeTrue(BoringSsl.missing() == null, "BoringSSL is not for this machine");
  }

  private LoadedTls load(String kind, ClientCertificates clients, TlsConfig.Choices choices)
      throws IOException {
    CertificateAuthority middle = AUTHORITY.intermediate("middle");
    IssuedCertificate server = middle.issue(CertificateRequest.localhost().key(kind));
    var pair =
        new KeyPairFiles(
            server.writeCertificate(folder.resolve("c"), middle.certificate()),
            server.writeKey(folder.resolve("k")));
    return TlsLoader.load(
        new TlsConfig.On(
            "nats.conf:1:5",
            List.of(pair),
            clients,
            choices,
            TlsConfig.Handshake.defaults(),
            TlsConfig.Stapling.never()),
        Instant.EPOCH);
  }

  private static SSLEngine client(@Nullable IssuedCertificate shown) {
    return EngineHandshake.client(AUTHORITY.certificate(), shown);
  }

  @Test
  void isPreferredAndSaysSo() throws IOException {
    LoadedTls loaded = load("EC", ClientCertificates.none(), TlsConfig.Choices.secure());

    assertThat(loaded.notes()).containsExactly("TLS is spoken by BoringSSL");
  }

  @Test
  void keysThatItCannotServeAreLeftToTheJavaRuntime() throws IOException {
    LoadedTls loaded = load("Ed25519", ClientCertificates.none(), TlsConfig.Choices.secure());

    assertThat(loaded.notes())
        .containsExactly(
            "TLS is spoken by the Java runtime, because BoringSSL cannot be used: the certificate's"
                + " key is one of EdDSA");
    assertThat(new BoringSsl().obstacle(Set.of("EC", "RSA"))).contains("of several kinds");
  }

  @Test
  void staplingIsLeftToTheJavaRuntime() throws GeneralSecurityException {
    assertThat(ChosenProvider.preferred(Set.of("EC"), true).note())
        .isEqualTo(
            "TLS is spoken by the Java runtime, because BoringSSL cannot be used: it does not"
                + " staple");
  }

  @ParameterizedTest
  @CsvSource({"EC, TLSv1.2", "EC, TLSv1.3", "RSA, TLSv1.2", "RSA, TLSv1.3"})
  void bothVersionsAreSpokenWithTheWholeChain(String kind, String protocol) throws IOException {
    SSLEngine client = client(null);
    client.setEnabledProtocols(new String[] {protocol});
    LoadedTls loaded = load(kind, ClientCertificates.none(), TlsConfig.Choices.secure());

    EngineHandshake.complete(client, loaded.settings().engines().newEngine());

    assertThat(client.getSession().getProtocol()).isEqualTo(protocol);
    assertThat(client.getSession().getPeerCertificates()).hasSize(2);
  }

  private static TlsConfig.Choices hybrid() {
    TlsConfig.Choices secure = TlsConfig.Choices.secure();
    return new TlsConfig.Choices(
        secure.oldest(), secure.cipherSuites(), List.of(TlsGroup.X25519_MLKEM768));
  }

  @Test
  void hybridGroupIsOneOfThoseItHas() throws IOException {
    LoadedTls loaded = load("EC", ClientCertificates.none(), hybrid());

    assertThat(loaded.notes())
        .contains("TLS is spoken by BoringSSL")
        .noneMatch(note -> note.contains("does not do"));
    assertThat(loaded.settings().engines().newEngine()).isNotNull();
  }

  @Test
  void monitoringIsSpokenByTheJavaRuntimeAndNeverWithOtherGroups() throws IOException {
    LoadedTls any = load("EC", ClientCertificates.none(), TlsConfig.Choices.secure());
    LoadedTls loaded = load("EC", ClientCertificates.none(), hybrid());

    assertThat(any.openEngines().newEngine().getClass().getName()).startsWith("sun.");
    assertThat(loaded.notes()).anyMatch(note -> note.contains("over HTTPS serves nobody"));
    assertThatThrownBy(
            () -> EngineHandshake.complete(client(null), loaded.openEngines().newEngine()))
        .isInstanceOf(SSLException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "stranger", "expired", "server"})
  void clientsWithoutTheRightCertificateAreNotServed(String which) throws IOException {
    CertificateRequest joe = CertificateRequest.empty().name("CN", "joe");
    IssuedCertificate shown =
        switch (which) {
          case "stranger" -> CertificateAuthority.named("authority").issue(joe);
          case "expired" -> AUTHORITY.issue(joe.expired());
          case "server" -> AUTHORITY.issue(joe.forServers());
          default -> null;
        };
    var verifying =
        new ClientCertificates(true, false, AUTHORITY.write(folder.resolve("ca")), Set.of());
    SSLEngine server =
        load("EC", verifying, TlsConfig.Choices.secure()).settings().engines().newEngine();

    assertThatThrownBy(() -> EngineHandshake.complete(client(shown), server))
        .isInstanceOf(SSLException.class);
  }
}
