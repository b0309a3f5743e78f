package io.nuncio.server.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a peer is served that has proven its certificate, or had none to show. Asked once behind
/// each handshake, and again of every connection when it was exchanged. Safe from any thread.
@FunctionalInterface
public interface PeerCheck {
  /// Looks at a peer.
  ///
  /// @param chain the peer's certificates, its own first; empty if it showed none
  /// @return null if it is served; else why not, for a log line
  @Nullable String refusal(List<X509Certificate> chain);

  /// Serves everybody.
  static PeerCheck none() {
    return chain -> null;
  }
}
