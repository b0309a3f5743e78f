package io.nuncio.server.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.config.TlsConfig;
import io.nuncio.config.TlsGroup;
import io.nuncio.server.tls.ChosenProvider;
import io.nuncio.server.tls.HandshakeFirst;
import io.nuncio.server.tls.PeerCheck;
import io.nuncio.server.tls.TlsEngines;
import io.nuncio.server.tls.TlsProfile;
import io.nuncio.server.tls.TlsProvider;
import io.nuncio.server.tls.TlsSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// A server's and a client's key, made by the JDK's `keytool` for one run of the tests, each
/// trusted by the other, and the engines that use them: on the server's side those of the
/// implementation of TLS that the server would choose.
final class TestTls {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final TestTls ONCE = new TestTls();

  private final TlsEngines server;
  private final TlsEngines verifying;
  private final SSLContext client;
  private final SSLContext stranger;
  private final SSLContext nobody;

  private TestTls() {
    try {
      Path folder = Files.createTempDirectory("nuncio-tls");
      KeyStore serverKey = key(folder, "server");
      KeyStore clientKey = key(folder, "client");
      KeyStore strangerKey = key(folder, "stranger");
      // Unlike the newer one it decrypts the key once, and not for each handshake.
      KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
      keys.init(serverKey, PASSWORD);
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(trust(clientKey, "client"));
      server = engines(keys, null);
      verifying = engines(keys, (X509TrustManager) trust.getTrustManagers()[0]);
      client = context(clientKey, trust(serverKey, "server"));
      stranger = context(strangerKey, trust(serverKey, "server"));
      KeyStore none = KeyStore.getInstance("PKCS12");
      none.load(null, null);
      nobody = context(none, trust(serverKey, "server"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A client's engine that has a key the server trusts.
  static SSLEngine client() {
    return clientMode(ONCE.client);
  }

  /// A client's engine with a key that the server does not know.
  static SSLEngine stranger() {
    return clientMode(ONCE.stranger);
  }

  /// A client's engine without a key.
  static SSLEngine nobody() {
    return clientMode(ONCE.nobody);
  }

  private static SSLEngine clientMode(SSLContext context) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(true);
    return engine;
  }

  private static TlsEngines engines(KeyManagerFactory keys, @Nullable X509TrustManager trust)
      throws GeneralSecurityException {
    TlsProvider provider = ChosenProvider.preferred(Set.of("EC"), false).provider();
    List<String> groups =
        new ArrayList<>(TlsGroup.all().stream().map(TlsGroup::standardName).toList());
    groups.retainAll(provider.groups());
    // As the clients like it, because not every implementation lets the server decide.
    List<String> suites = new ArrayList<>(List.of("TLS_AES_256_GCM_SHA384"));
    suites.addAll(TlsConfig.Choices.secure().cipherSuites());
    suites.retainAll(provider.cipherSuites());
    return provider.engines(
        new TlsProfile(
            (X509ExtendedKeyManager) keys.getKeyManagers()[0],
            trust,
            List.of("TLSv1.3", "TLSv1.2"),
            suites.stream().distinct().toList(),
            groups));
  }

  /// A server's engine.
  static SSLEngine server() {
    return ONCE.server.newEngine();
  }

  /// A server's engine that demands a certificate.
  static SSLEngine verifying() {
    return ONCE.verifying.newEngine();
  }

  /// All clients must speak TLS, after `INFO`.
  static TlsSettings required() {
    return settings(false, HandshakeFirst.NEVER);
  }

  static TlsSettings settings(boolean allowPlain, HandshakeFirst first) {
    return new TlsSettings(
        TestTls::server, Duration.ofSeconds(2), false, allowPlain, first, 0, PeerCheck.none());
  }

  /// Clients must show a certificate.
  static TlsSettings verifying(PeerCheck check) {
    return new TlsSettings(
        TestTls::verifying, Duration.ofSeconds(2), true, false, HandshakeFirst.NEVER, 0, check);
  }

  private static KeyStore key(Path folder, String name)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-alias",
                name,
                "-validity",
                "36500", // simulated time is ahead
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException("keytool: " + said);
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private static KeyStore trust(KeyStore other, String name)
      throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(name, other.getCertificate(name));
    return trusted;
  }

  private static SSLContext context(KeyStore key, KeyStore trusted)
      throws GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(key, PASSWORD);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
