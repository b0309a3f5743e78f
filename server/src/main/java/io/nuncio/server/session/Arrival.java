package io.nuncio.server.session;

import io.nuncio.server.snapshot.ConnectionSnapshot;
import io.nuncio.server.transport.PeerAddress;
import io.nuncio.server.transport.TlsPeer;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a client when it begins to be served.
///
/// @param clientId the connection's number, unique in its server
/// @param peer where the client is
/// @param nonce what the client may sign to prove who it is; empty for nothing
/// @param tls what its handshake agreed on; null if it speaks in the clear
/// @param tlsFirst whether it began that before it was told anything
record Arrival(
    long clientId, PeerAddress peer, String nonce, @Nullable TlsPeer tls, boolean tlsFirst) {
  /// A client that speaks in the clear.
  static Arrival inTheClear(long clientId, PeerAddress peer, String nonce) {
    return new Arrival(clientId, peer, nonce, null, false);
  }

  /// What the client has proven to own, its own first; empty for nothing.
  List<X509Certificate> certificates() {
    return tls == null ? List.of() : tls.certificates();
  }

  /// How the connection is encrypted; null if it is not.
  ConnectionSnapshot.@Nullable Tls encryption() {
    return tls == null
        ? null
        : new ConnectionSnapshot.Tls(
            tls.version(), tls.cipherSuite(), tls.certificates(), tlsFirst);
  }
}
