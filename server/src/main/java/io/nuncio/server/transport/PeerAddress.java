package io.nuncio.server.transport;

import io.nuncio.wire.IpAddress;

/// Where a peer is: at the other end of its link, or behind a proxy there.
///
/// @param ip without port, as text
/// @param text address and port, for logs
public record PeerAddress(String ip, String text) {
  /// The other end of `link`.
  public static PeerAddress of(Link link) {
    return new PeerAddress(link.remoteIp(), link.remoteAddress());
  }

  /// `address` and `port`, which a proxy named.
  public static PeerAddress of(IpAddress address, int port) {
    String ip = address.toString();
    return new PeerAddress(ip, HostPort.text(ip, port));
  }
}
