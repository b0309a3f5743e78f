package io.nuncio.server.transport;

import io.nuncio.wire.IpAddress;

/// Where a peer is: at the other end of its link, or behind a proxy there.
///
/// @param ip without port, as text
/// @param port 0 if it is not known
/// @param text address and port, for logs
public record PeerAddress(String ip, int port, String text) {
  /// The other end of `link`.
  public static PeerAddress of(Link link) {
    return new PeerAddress(link.remoteIp(), link.remotePort(), link.remoteAddress());
  }

  /// `address` and `port`, which a proxy named.
  public static PeerAddress of(IpAddress address, int port) {
    String ip = address.toString();
    return new PeerAddress(ip, port, HostPort.text(ip, port));
  }

  /// Whether it is this machine.
  public boolean isLoopback() {
    return ip.startsWith("127.") || ip.equals("::1");
  }
}
