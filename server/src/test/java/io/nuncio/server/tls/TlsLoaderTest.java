package io.nuncio.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuncio.config.TlsConfig;
import io.nuncio.config.TlsConfig.ClientCertificates;
import io.nuncio.config.TlsConfig.KeyPairFiles;
import io.nuncio.config.TlsGroup;
import io.nuncio.testkit.CertificateAuthority;
import io.nuncio.testkit.CertificateRequest;
import io.nuncio.testkit.EngineHandshake;
import io.nuncio.testkit.IssuedCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsLoaderTest {
  private static final CertificateAuthority AUTHORITY = CertificateAuthority.named("authority");
  private static final IssuedCertificate SERVER = AUTHORITY.issue(CertificateRequest.localhost());

  @TempDir Path folder;
  private KeyPairFiles pair = new KeyPairFiles(Path.of(""), Path.of(""));
  private Path authorities = Path.of("");

  @BeforeEach
  void write() {
    pair = write("server", SERVER);
    authorities = AUTHORITY.write(folder.resolve("ca.pem"));
  }

  private KeyPairFiles write(String name, IssuedCertificate issued) {
    return new KeyPairFiles(
        issued.writeCertificate(folder.resolve(name + ".pem")),
        issued.writeKey(folder.resolve(name + ".key")));
  }

  private static SSLEngine served(TlsConfig.On config) throws IOException {
    return Tls.load(config).settings().engines().newEngine();
  }

  private static SSLEngine shake(TlsConfig.On config) throws IOException {
    SSLEngine client = EngineHandshake.client(AUTHORITY.certificate(), null);
    EngineHandshake.complete(client, served(config));
    return client;
  }

  private static void shake(TlsConfig.On config, IssuedCertificate shown) throws IOException {
    EngineHandshake.complete(
        EngineHandshake.client(AUTHORITY.certificate(), shown), served(config));
  }

  @ParameterizedTest
  @CsvSource({
    "EC, false",
    "EC, true",
    "RSA, false",
    "RSA, true",
    "Ed25519, false",
  })
  void everyKindOfKeyCanBeUsed(String kind, boolean traditional) throws IOException {
    IssuedCertificate server = AUTHORITY.issue(CertificateRequest.localhost().key(kind));
    Path key = folder.resolve("key");
    var files =
        new KeyPairFiles(
            server.writeCertificate(folder.resolve("certificate")),
            traditional ? server.writeTraditionalKey(key) : server.writeKey(key));

    assertThat(shake(Tls.plain(files)).getSession().getPeerCertificates()[0])
        .isEqualTo(server.certificate());
  }

  @Test
  void certificatesAboveAreShownToo() throws IOException {
    CertificateAuthority middle = AUTHORITY.intermediate("middle");
    IssuedCertificate server = middle.issue(CertificateRequest.localhost());
    var files =
        new KeyPairFiles(
            server.writeCertificate(folder.resolve("c"), middle.certificate()),
            server.writeKey(folder.resolve("k")));

    assertThat(shake(Tls.plain(files)).getSession().getPeerCertificates()).hasSize(2);
  }

  @Test
  void bothVersionsAreSpokenAndNoOlderOne() throws IOException {
    TlsConfig.On config = Tls.plain(pair);

    assertThat(shake(config).getSession().getProtocol()).isEqualTo("TLSv1.3");
    assertThat(shake(config, "TLSv1.2").getSession().getProtocol()).isEqualTo("TLSv1.2");
    assertThat(served(config).getEnabledProtocols())
        .contains("TLSv1.3", "TLSv1.2")
        .doesNotContain("TLSv1.1", "TLSv1");
  }

  private static SSLEngine shake(TlsConfig.On config, String protocol) throws IOException {
    SSLEngine client = EngineHandshake.client(AUTHORITY.certificate(), null);
    client.setEnabledProtocols(new String[] {protocol});
    EngineHandshake.complete(client, served(config));
    return client;
  }

  private TlsConfig.On choosing(TlsConfig.Choices choices) {
    return Tls.with(ClientCertificates.none(), choices, pair);
  }

  @Test
  void oldestVersionIsObeyed() {
    var secure = TlsConfig.Choices.secure();
    var newest =
        new TlsConfig.Choices(TlsConfig.Version.TLS_1_3, secure.cipherSuites(), secure.groups());

    assertThatThrownBy(() -> shake(choosing(newest), "TLSv1.2")).isInstanceOf(SSLException.class);
  }

  @Test
  void onlyTheSuitesThatWereChosenAreSpoken() throws IOException {
    String chosen = "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384";
    var choices =
        new TlsConfig.Choices(
            TlsConfig.Version.TLS_1_2, List.of("TLS_AES_128_GCM_SHA256", chosen), TlsGroup.all());

    assertThat(shake(choosing(choices), "TLSv1.2").getSession().getCipherSuite()).isEqualTo(chosen);
    // Those of TLS 1.3 are not for every implementation to choose.
    assertThat(served(choosing(choices)).getEnabledCipherSuites())
        .filteredOn(suite -> suite.contains("_WITH_"))
        .containsExactly(chosen);
  }

  @Test
  void orderOfTheServerDecides() throws IOException {
    SSLEngine client = EngineHandshake.client(AUTHORITY.certificate(), null);
    client.setEnabledCipherSuites(
        new String[] {
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"
        });

    EngineHandshake.complete(client, served(Tls.plain(pair)));

    assertThat(client.getSession().getCipherSuite())
        .isEqualTo("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
  }

  private static TlsConfig.Choices groups(TlsGroup... groups) {
    TlsConfig.Choices secure = TlsConfig.Choices.secure();
    return new TlsConfig.Choices(secure.oldest(), secure.cipherSuites(), List.of(groups));
  }

  @Test
  void onlyTheGroupsThatWereChosenAreUsed() throws IOException {
    TlsConfig.On config = choosing(groups(TlsGroup.P384));
    SSLEngine client = EngineHandshake.client(AUTHORITY.certificate(), null);
    SSLParameters parameters = client.getSSLParameters();
    parameters.setNamedGroups(new String[] {"x25519"});
    client.setSSLParameters(parameters);

    assertThatThrownBy(() -> EngineHandshake.complete(client, served(config)))
        .isInstanceOf(SSLException.class);
    assertThat(shake(config).getSession().isValid()).isTrue();
  }

  @Test
  void groupThatCannotBeDoneIsLeftOutAndSaid() throws IOException {
    LoadedTls some = Tls.load(choosing(groups(TlsGroup.SECP384R1_MLKEM1024, TlsGroup.X25519)));
    LoadedTls all = Tls.load(Tls.plain(pair));

    assertThat(some.notes()).anyMatch(note -> note.contains("does not do: SecP384r1MLKEM1024"));
    assertThat(all.notes()).noneMatch(note -> note.contains("does not do"));
  }

  @Test
  void groupsOfWhichNoneCanBeDoneAreRefused() {
    assertThatThrownBy(() -> Tls.load(choosing(groups(TlsGroup.SECP384R1_MLKEM1024))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does none of SecP384r1MLKEM1024");
  }

  @Test
  void clientsOfTheAuthorityAreServed() throws IOException {
    SSLEngine server = served(Tls.verifying(authorities, pair));
    IssuedCertificate shown =
        AUTHORITY.issue(CertificateRequest.empty().name("CN", "joe").forClients());

    EngineHandshake.complete(EngineHandshake.client(AUTHORITY.certificate(), shown), server);

    assertThat(server.getSession().getPeerCertificates()[0]).isEqualTo(shown.certificate());
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void clientWithoutACertificateIsNot(String protocol) {
    assertThatThrownBy(() -> shake(Tls.verifying(authorities, pair), protocol))
        .isInstanceOf(SSLException.class);
  }

  @Test
  void clientsOfOthersAreNot() {
    IssuedCertificate stranger =
        CertificateAuthority.named("authority").issue(CertificateRequest.empty().name("CN", "joe"));

    assertThatThrownBy(() -> shake(Tls.verifying(authorities, pair), stranger))
        .isInstanceOf(SSLException.class);
    assertThatThrownBy(() -> shake(Tls.verifying(null, pair), stranger))
        .isInstanceOf(SSLException.class);
  }

  @Test
  void certificateThatExpiredOrIsForServersIsNoneOfAClient() {
    CertificateRequest joe = CertificateRequest.empty().name("CN", "joe");

    assertThatThrownBy(
            () -> shake(Tls.verifying(authorities, pair), AUTHORITY.issue(joe.expired())))
        .isInstanceOf(SSLException.class);
    assertThatThrownBy(() ->
            shake(
                Tls.verifying(authorities, pair),
                AUTHORITY.issue(CertificateRequest.empty().name("CN", "j").forServers())))
        .isInstanceOf(SSLException.class);
  }

  @Test
  void monitoringDemandsNoCertificate() throws IOException {
    SSLEngine server = Tls.load(Tls.verifying(authorities, pair)).openEngines().newEngine();
    SSLEngine client = EngineHandshake.client(AUTHORITY.certificate(), null);

    EngineHandshake.complete(client, server);

    assertThat(client.getSession().getPeerCertificates()[0]).isEqualTo(SERVER.certificate());
  }

  @Test
  void certificateIsChosenByTheNameAskedFor() throws IOException {
    IssuedCertificate named =
        AUTHORITY.issue(
            CertificateRequest.empty().name("CN", "x").dns("*.example.com").dns("x.example.com"));
    TlsConfig.On config = Tls.plain(pair, write("named", named));
    SSLEngine client = EngineHandshake.client("a.example.com", AUTHORITY.certificate(), null);

    EngineHandshake.complete(client, served(config));

    assertThat(client.getSession().getPeerCertificates()[0]).isEqualTo(named.certificate());
    assertThat(shake(config).getSession().getPeerCertificates()[0]).isEqualTo(SERVER.certificate());
  }

  @Test
  void pinnedKeysAreTheOnlyOnesServed() throws IOException {
    IssuedCertificate joe = AUTHORITY.issue(CertificateRequest.empty().name("CN", "joe"));
    List<X509Certificate> chain = List.of(joe.certificate());

    assertThat(pinning(joe).refusal(chain)).isNull();
    assertThat(pinning(SERVER).refusal(chain))
        .isEqualTo("Failed pinned cert test for key id: " + joe.fingerprint());
    assertThat(pinning(joe).refusal(List.of())).contains("did not provide a certificate");
  }

  private PeerCheck pinning(IssuedCertificate pinned) throws IOException {
    var clients = new ClientCertificates(true, false, authorities, Set.of(pinned.fingerprint()));
    return Tls.load(Tls.with(clients, TlsConfig.Choices.secure(), pair)).settings().check();
  }

  @Test
  void expiredCertificateIsWarnedOf() throws IOException {
    IssuedCertificate old = AUTHORITY.issue(CertificateRequest.localhost().expired());

    assertThat(Tls.load(Tls.plain(write("old", old))).warnings())
        .singleElement()
        .asString()
        .contains("old.pem expired on ");
    assertThat(Tls.load(Tls.plain(pair)).warnings()).isEmpty();
  }

  @Test
  void trustingEverybodyTheRuntimeTrustsIsWarnedOf() throws IOException {
    assertThat(Tls.load(Tls.verifying(null, pair)).warnings())
        .singleElement()
        .asString()
        .contains("tls.ca_file");
  }

  private void refuses(TlsConfig.On config, String... parts) {
    assertThatThrownBy(() -> Tls.load(config))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("nats.conf:3:5: ")
        .hasMessageContainingAll(parts);
  }

  @Test
  void fileThatIsNotThereIsNamed() {
    refuses(
        Tls.plain(Tls.pair(folder.resolve("nope.pem"), pair.key())),
        "error parsing X509 certificate/key pair: open ",
        "nope.pem: no such file or directory");
    refuses(Tls.verifying(folder.resolve("nope"), pair), "nope: no such file or directory");
  }

  @Test
  void keyOfAnotherCertificateIsRefused() {
    IssuedCertificate other = AUTHORITY.issue(CertificateRequest.localhost());
    IssuedCertificate rsa = AUTHORITY.issue(CertificateRequest.localhost().key("RSA"));

    for (Path key :
        List.of(
            other.writeKey(folder.resolve("1")),
            other.writeTraditionalKey(folder.resolve("2")),
            rsa.writeKey(folder.resolve("3")),
            rsa.writeTraditionalKey(folder.resolve("4")))) {
      refuses(
          Tls.plain(Tls.pair(pair.certificate(), key)), "private key does not match public key");
    }
  }

  @Test
  void secondOfTwoPairsIsCounted() {
    refuses(Tls.plain(pair, Tls.pair(pair.certificate(), folder.resolve("x"))), "key pair 2/2: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | holds no certificate",
        "-----BEGIN CERTIFICATE-----\\nAAAA\\n | is cut off",
        "-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----\\n | damaged certificate",
        "-----BEGIN CERTIFICATE-----\\nA\\n-----END CERTIFICATE-----\\n | is damaged",
      })
  void whatIsNoCertificateIsSaid(String text, String reason) throws IOException {
    Path file = Files.writeString(folder.resolve("bad"), text.replace("\\n", "\n"));

    refuses(Tls.plain(Tls.pair(file, pair.key())), reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | holds no private key",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\\nAAAA\\n-----END ENCRYPTED PRIVATE KEY-----\\n |"
            + " is protected by a password",
        "-----BEGIN RSA PRIVATE KEY-----\\nProc-Type: 4,ENCRYPTED\\n\\nAAAA\\n-----END RSA PRIVATE"
            + " KEY-----\\n | openssl pkey",
        "-----BEGIN PRIVATE KEY-----\\nAAAA\\n-----END PRIVATE KEY-----\\n | does not match",
      })
  void whatIsNoKeyIsSaid(String text, String reason) throws IOException {
    Path file = Files.writeString(folder.resolve("bad"), text.replace("\\n", "\n"));

    refuses(Tls.plain(Tls.pair(pair.certificate(), file)), reason);
  }

  @Test
  void keyBehindOtherPartsIsFound() throws IOException {
    String text =
        "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
            + Files.readString(SERVER.writeTraditionalKey(folder.resolve("k")));
    Path file = Files.writeString(folder.resolve("both"), text);

    assertThat(shake(Tls.plain(Tls.pair(pair.certificate(), file))).getSession().isValid())
        .isTrue();
  }
}
