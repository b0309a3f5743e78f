package io.nuncio.wire;

/// What stands at the beginning of a connection that may come through a proxy: a header of the
/// PROXY protocol, version 1 or 2, which names the client that the proxy speaks for.
///
/// Source: <https://www.haproxy.org/download/3.2/doc/proxy-protocol.txt>; what the specification
/// leaves to the receiver is done as nats-server 2.15.2 does it (`client_proxyproto.go`).
public sealed interface ProxyHeader {
  /// More bytes than this are never needed to know more than [Incomplete].
  int MAX_BYTES = 107;

  /// So far it may be a header, but its end, or that of its addresses, has not come.
  record Incomplete() implements ProxyHeader {}

  /// There is no header: all bytes are the client's own.
  record Absent() implements ProxyHeader {}

  /// It began as a header and is none that can be used.
  ///
  /// @param reason what was expected and what came, for a log; printable ASCII
  record Malformed(String reason) implements ProxyHeader {}

  /// The proxy speaks for itself, or does not say for whom.
  ///
  /// @param length bytes to skip, perhaps more than have come
  record Local(int length) implements ProxyHeader {}

  /// The proxy speaks for a client.
  ///
  /// @param source where the client is
  /// @param port the client's port, from 0 to 65535
  /// @param length bytes to skip, perhaps more than have come
  record Proxied(IpAddress source, int port, int length) implements ProxyHeader {}

  /// Reads what the first bytes of a connection, `buffer[from, to)`, are.
  ///
  /// Holds no state: after [Incomplete] the same bytes and more are to be presented again.
  static ProxyHeader read(byte[] buffer, int from, int to) {
    if (begins(buffer, from, to, ProxyTextHeader.PREFIX)) {
      return to - from < ProxyTextHeader.PREFIX.length
          ? new Incomplete()
          : ProxyTextHeader.read(buffer, from, to);
    }
    // Six bytes decide, as in the reference server; a signature that goes on wrongly is malformed.
    int decisive = Math.min(to, from + ProxyTextHeader.PREFIX.length);
    if (begins(buffer, from, decisive, ProxyBinaryHeader.SIGNATURE)) {
      return ProxyBinaryHeader.read(buffer, from, to);
    }
    return new Absent();
  }

  /// Whether `buffer[from, to)` and `expected` are equal, as far as both go.
  private static boolean begins(byte[] buffer, int from, int to, byte[] expected) {
    int length = Math.min(to - from, expected.length);
    for (int i = 0; i < length; i++) {
      if (buffer[from + i] != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
