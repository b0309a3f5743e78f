package io.nuncio.monitoring;

import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.security.Security;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// A context whose engines are made elsewhere, one for each connection: the JDK's HTTPS server
/// keeps the context that it was given, and certificates are exchanged while it runs.
final class SuppliedContext extends SSLContext {
  /// @param engines for a server, ready to begin their handshakes
  SuppliedContext(Supplier<SSLEngine> engines) {
    super(new Engines(engines), Security.getProvider("SunJSSE"), "TLS");
  }

  private static final class Engines extends SSLContextSpi {
    private final Supplier<SSLEngine> engines;

    Engines(Supplier<SSLEngine> engines) {
      this.engines = engines;
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
      return engines.get();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
      return engines.get();
    }

    @Override
    protected void engineInit(
        KeyManager @Nullable [] keys,
        TrustManager @Nullable [] trust,
        @Nullable SecureRandom random)
        throws KeyManagementException {
      throw new KeyManagementException("its engines are made elsewhere");
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
      throw new UnsupportedOperationException("there are no sockets here");
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
      throw new UnsupportedOperationException("there are no sockets here");
    }

    @Override
    protected @Nullable SSLSessionContext engineGetServerSessionContext() {
      return null;
    }

    @Override
    protected @Nullable SSLSessionContext engineGetClientSessionContext() {
      return null;
    }
  }
}
