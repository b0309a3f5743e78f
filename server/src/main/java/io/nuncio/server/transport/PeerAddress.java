package io.nuncio.server.transport;

import io.nuncio.wire.IpAddress;

/// Where a peer is: at the other end of its link, or behind a proxy there.
///
/// @param ip without port, as text; empty for a client of this JVM
/// @param port 0 if it is not known
/// @param text address and port, for logs
public record PeerAddress(String ip, int port, String text) {
  /// What nats-server 2.15.2 writes in the place of an address.
  static final String IN_PROCESS = "pipe";

  /// The other end of `link`.
  public static PeerAddress of(Link link) {
    return new PeerAddress(link.remoteIp(), link.remotePort(), link.remoteAddress());
  }

  /// `address` and `port`, which a proxy named.
  public static PeerAddress of(IpAddress address, int port) {
    String ip = address.toString();
    return new PeerAddress(ip, port, HostPort.text(ip, port));
  }

  /// Whether it is in this JVM, and its link no socket.
  public boolean isInProcess() {
    return ip.isEmpty();
  }

  /// Whether it is this machine.
  public boolean isLoopback() {
    return ip.startsWith("127.") || ip.equals("::1");
  }
}
