package io.nuncio.testkit;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// The handshake of a client's engine with a server's, in memory.
public final class EngineHandshake {
  private static final int MOST_ROUNDS = 100;

  private EngineHandshake() {}

  /// A client that trusts `authority` and asks for `localhost`.
  ///
  /// @param identity what it shows if it is asked to; null for nothing
  public static SSLEngine client(X509Certificate authority, @Nullable IssuedCertificate identity) {
    return client("localhost", authority, identity);
  }

  /// The same for another server than `localhost`.
  public static SSLEngine client(
      String host, X509Certificate authority, @Nullable IssuedCertificate identity) {
    try {
      var trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("ca", authority);
      var trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(trusted);
      var context = SSLContext.getInstance("TLS");
      context.init(keys(identity), trust.getTrustManagers(), null);
      var engine = context.createSSLEngine(host, 4222);
      engine.setUseClientMode(true);
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      engine.setSSLParameters(parameters);
      return engine;
    } catch (GeneralSecurityException | java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyManager[] keys(@Nullable IssuedCertificate identity)
      throws GeneralSecurityException, java.io.IOException {
    if (identity == null) {
      return new KeyManager[0];
    }
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "own", identity.key(), new char[0], new X509Certificate[] {identity.certificate()});
    // Unlike the newer one it shows whatever it has.
    var factory = KeyManagerFactory.getInstance("SunX509");
    factory.init(store, new char[0]);
    return factory.getKeyManagers();
  }

  /// Carries bytes between both until both are through.
  ///
  /// @throws SSLException what the first of them failed by
  public static void complete(SSLEngine client, SSLEngine server) throws SSLException {
    ByteBuffer toServer = ByteBuffer.allocate(1 << 17);
    ByteBuffer toClient = ByteBuffer.allocate(1 << 17);
    client.beginHandshake();
    server.beginHandshake();
    for (int i = 0; i < MOST_ROUNDS; i++) {
      step(client, toClient, toServer);
      step(server, toServer, toClient);
      boolean through =
          client.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
              && server.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
              && toServer.position() == 0
              && toClient.position() == 0;
      if (through) {
        return;
      }
    }
    throw new AssertionError(
        "no end: client "
            + client.getHandshakeStatus()
            + ", server "
            + server.getHandshakeStatus());
  }

  private static void step(SSLEngine engine, ByteBuffer incoming, ByteBuffer outgoing)
      throws SSLException {
    ByteBuffer plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
    switch (engine.getHandshakeStatus()) {
      case NEED_TASK -> {
        for (Runnable task = engine.getDelegatedTask();
            task != null;
            task = engine.getDelegatedTask()) {
          task.run();
        }
      }
      case NEED_WRAP -> engine.wrap(ByteBuffer.allocate(0), outgoing);
      default -> {
        // Even if there is nothing: some engines notice only then that they are through.
        incoming.flip();
        engine.unwrap(incoming, plain);
        incoming.compact();
      }
    }
  }
}
