package io.nuncio.server.session;

import io.nuncio.server.transport.PeerAddress;

/// A client that knows who the server is, but not the other way round.
///
/// @param id the connection's number, unique in this server
/// @param peer where the client is, as far as is known
/// @param nonce what the client may sign to prove who it is; empty for nothing
record Greeted(long id, PeerAddress peer, String nonce) {
  /// The same client, now known to be at `other`.
  Greeted at(PeerAddress other) {
    return new Greeted(id, other, nonce);
  }
}
