package io.nuncio.server.transport;

/// How an address and a port are written together.
public final class HostPort {
  private HostPort() {}

  /// `host:port`, with brackets around an IPv6 address.
  public static String text(String host, int port) {
    return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
  }
}
