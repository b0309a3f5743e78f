package io.nuncio.monitoring;

import io.nuncio.config.ServerConfig;

/// Where somebody listens, or says that they do.
///
/// @param host without brackets
record HostAndPort(String host, int port) {
  private static final int NO_PORT = -1;

  /// Where clients of a server that listens on `port` are told to connect to.
  static HostAndPort ofClients(ServerConfig config, int port) {
    String advertised = config.identity().clientAdvertise();
    if (advertised == null) {
      return new HostAndPort(config.listen().host(), port);
    }
    HostAndPort told = parse(advertised);
    return told.port() <= 0 ? new HostAndPort(told.host(), port) : told;
  }

  /// Takes `host`, `host:port`, `[::1]` and `[::1]:port` apart; the port is -1 if there is none.
  static HostAndPort parse(String text) {
    int colon = text.lastIndexOf(':');
    // More than one colon outside of brackets is an IPv6 address and no port.
    boolean bracketed = text.startsWith("[");
    boolean hasPort = colon > text.lastIndexOf(']') && (bracketed || text.indexOf(':') == colon);
    String host = hasPort ? text.substring(0, colon) : text;
    int port = hasPort ? number(text.substring(colon + 1)) : NO_PORT;
    return new HostAndPort(
        bracketed && host.endsWith("]") ? host.substring(1, host.length() - 1) : host, port);
  }

  private static int number(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException noPort) {
      return NO_PORT;
    }
  }
}
