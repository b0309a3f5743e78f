package io.nuncio.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuncio.testkit.Await;
import io.nuncio.testkit.CertificateAuthority;
import io.nuncio.testkit.CertificateRequest;
import io.nuncio.testkit.IssuedCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Encrypted connections, with certificates in PEM files.
@SuppressWarnings("try") // close can be interrupted
class TlsTest {
  private static final CertificateAuthority AUTHORITY = CertificateAuthority.named("authority");

  @TempDir Path folder = Path.of("");
  private Path authority = Path.of("");

  @BeforeEach
  void writeAuthority() {
    authority = AUTHORITY.write(folder.resolve("authority.pem"));
  }

  private TestServer start(CertificateRequest request, String... more) {
    IssuedCertificate issued = AUTHORITY.issue(request);
    String[] flags = new String[5 + more.length];
    flags[0] = "--tls";
    flags[1] = "--tlscert";
    flags[2] = issued.writeCertificate(folder.resolve("server.pem")).toString();
    flags[3] = "--tlskey";
    flags[4] = issued.writeKey(folder.resolve("server-key.pem")).toString();
    System.arraycopy(more, 0, flags, 5, more.length);
    return TestServer.start(flags);
  }

  private static void checkEcho(Connection nc) throws Exception {
    Subscription subscription = nc.subscribe("a");
    nc.publish("a", new byte[100_000]);
    Message message = subscription.nextMessage(Duration.ofSeconds(10));
    assertThat(message).isNotNull();
  }

  @Test
  void serverWithACertificateOfTheAuthorityIsTrusted() throws Exception {
    try (TestServer server = start(CertificateRequest.localhost());
        Connection nc =
            Nats.connect(new Options.Builder().server(server.url()).trustPem(authority).build())) {
      checkEcho(nc);
    }
  }

  @Test
  void clientShowsItsCertificate() throws Exception {
    IssuedCertificate own = AUTHORITY.issue(CertificateRequest.empty().name("CN", "joe"));
    Options.Builder options =
        new Options.Builder()
            .trustPem(authority)
            .identityPem(
                own.writeCertificate(folder.resolve("joe.pem")),
                own.writeKey(folder.resolve("joe-key.pem")));
    try (TestServer server =
            start(
                CertificateRequest.localhost(),
                "--tlsverify",
                "--tlscacert",
                authority.toString());
        Connection nc = Nats.connect(options.server(server.url()).build())) {
      checkEcho(nc);
    }
  }

  @Test
  void certificateOfAnotherHostIsRefused() throws Exception {
    try (TestServer server = start(CertificateRequest.empty().name("CN", "x").dns("other.host"))) {
      assertThatThrownBy(() ->
              Nats.connect(new Options.Builder().server(server.url()).trustPem(authority).build()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no TLS with " + server.place());
    }
  }

  @Test
  void certificateOfAStrangerIsRefused() throws Exception {
    Path stranger = CertificateAuthority.named("stranger").write(folder.resolve("stranger.pem"));
    try (TestServer server = start(CertificateRequest.localhost())) {
      assertThatThrownBy(() ->
              Nats.connect(new Options.Builder().server(server.url()).trustPem(stranger).build()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no TLS with " + server.place());
    }
  }

  @Test
  void serverWithoutTlsIsNoPlaceForASecret() throws Exception {
    try (TestServer server = TestServer.start()) {
      assertThatThrownBy(() -> Nats.connect("tls://secret@" + server.place()))
          .isInstanceOf(IOException.class)
          .hasMessage(server.place() + " has no TLS, which the options demand");
    }
  }

  @Test
  void keyStoresDoTheSameAsPemFiles() throws Exception {
    char[] password = "changeit".toCharArray();
    IssuedCertificate own = AUTHORITY.issue(CertificateRequest.empty().name("CN", "joe"));
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(authority)) {
      trusted.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    KeyStore identity = KeyStore.getInstance("PKCS12");
    identity.load(null, null);
    identity.setKeyEntry("joe", own.key(), password, new Certificate[] {own.certificate()});
    Options.Builder options =
        new Options.Builder()
            .truststorePath(write(trusted, "trusted.p12", password))
            .truststorePassword(password)
            .keystorePath(write(identity, "joe.p12", password))
            .keystorePassword(password);
    try (TestServer server =
            start(
                CertificateRequest.localhost(),
                "--tlsverify",
                "--tlscacert",
                authority.toString());
        Connection nc = Nats.connect(options.server(server.url()).build())) {
      checkEcho(nc);
    }
  }

  private String write(KeyStore store, String name, char[] password) throws Exception {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password);
    }
    return file.toString();
  }

  @Test
  void tlsCanBeginBeforeAnythingIsSaid() throws Exception {
    IssuedCertificate issued = AUTHORITY.issue(CertificateRequest.localhost());
    Path config =
        Files.writeString(
            folder.resolve("first.conf"),
            """
            tls { cert_file: "%s", key_file: "%s", handshake_first: true }
            """
                .formatted(
                    issued.writeCertificate(folder.resolve("server.pem")),
                    issued.writeKey(folder.resolve("server-key.pem"))));
    try (TestServer server = TestServer.startSilent("-c", config.toString());
        Connection nc =
            Nats.connect(
                new Options.Builder()
                    .server(server.url())
                    .trustPem(authority)
                    .tlsFirst()
                    .build())) {
      checkEcho(nc);
    }
  }

  @Test
  void connectionIsMadeAgainWithTls() throws Exception {
    AtomicInteger back = new AtomicInteger();
    try (TestServer server = start(CertificateRequest.localhost());
        Connection nc =
            Nats.connect(
                new Options.Builder()
                    .server(server.url())
                    .trustPem(authority)
                    .maxReconnects(-1)
                    .reconnectWait(Duration.ofMillis(20))
                    .reconnectJitterTls(Duration.ZERO)
                    .errorListener(new ErrorListener() {})
                    .connectionListener((connection, event) -> {
                      if (event == ConnectionListener.Events.RESUBSCRIBED) {
                        back.incrementAndGet();
                      }
                    })
                    .build())) {
      server.stop();
      server.startAgain();
      Await.until("it is back", Duration.ofSeconds(20), () -> back.get() == 1);
      checkEcho(nc);
    }
  }

  @Test
  void idleConnectionSurvivesLookingAround() throws Exception {
    try (TestServer server = start(CertificateRequest.localhost());
        Connection nc =
            Nats.connect(
                new Options.Builder()
                    .server(server.url())
                    .trustPem(authority)
                    .socketWriteTimeout(Duration.ofMillis(40)) // looks around every 10 ms
                    .build())) {
      Await.pass(Duration.ofMillis(200));

      checkEcho(nc);
      assertThat(nc.getStatistics().getReconnects()).isZero();
    }
  }
}
