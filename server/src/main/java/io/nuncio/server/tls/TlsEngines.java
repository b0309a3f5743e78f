package io.nuncio.server.tls;

import javax.net.ssl.SSLEngine;

/// Makes the engines that speak TLS. Safe from any thread.
@FunctionalInterface
public interface TlsEngines {
  /// A fresh engine for one connection, as the server's end of it, which has not begun its
  /// handshake.
  SSLEngine newEngine();
}
