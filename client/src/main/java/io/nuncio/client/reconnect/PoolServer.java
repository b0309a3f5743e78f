package io.nuncio.client.reconnect;

import io.nuncio.client.transport.ServerAddress;

/// A server that may be tried.
///
/// @param failures how often it was tried in vain since it last took the client
/// @param refusals how often in a row it refused what the client says of who it is
public record PoolServer(ServerAddress address, int failures, int refusals) {
  /// Not tried yet.
  public PoolServer(ServerAddress address) {
    this(address, 0, 0);
  }

  PoolServer failed(boolean refused) {
    return new PoolServer(address, failures + 1, refused ? refusals + 1 : 0);
  }

  PoolServer succeeded() {
    return new PoolServer(address);
  }
}
