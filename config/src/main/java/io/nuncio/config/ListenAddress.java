package io.nuncio.config;

/// Where a listener accepts connections.
///
/// @param host a host name, an IPv4 or an IPv6 address without brackets, not blank, and no URL;
///   `0.0.0.0` and `::` stand for every interface
/// @param port 1 to 65535, [#ANY_FREE_PORT], or [#NO_PORT]
public record ListenAddress(String host, int port) {
  /// The port of a NATS server that was told nothing else.
  public static final int DEFAULT_PORT = 4222;

  /// Asks the operating system for a port that is free.
  public static final int ANY_FREE_PORT = 0;

  /// Nothing is listened on: for a server whose clients are in its own JVM. No flag and no
  /// configuration file says so.
  public static final int NO_PORT = -2;

  /// The largest TCP port.
  public static final int MAX_PORT = 65535;

  private static final String EVERY_INTERFACE = "0.0.0.0";
  private static final String LOOPBACK = "127.0.0.1";

  /// @throws IllegalArgumentException if the host is blank or a URL, or the port out of range; what
  ///   is in the URL is not in the message
  public ListenAddress {
    if (host.isBlank()) {
      throw new IllegalArgumentException("a listen address needs a host, got a blank one");
    }
    if (isUrl(host)) {
      throw new IllegalArgumentException(
          "a listen address needs a host name or an address, got a URL");
    }
    if ((port < 0 && port != NO_PORT) || port > MAX_PORT) {
      throw new IllegalArgumentException("a port is 0 to 65535, got " + port);
    }
  }

  /// Whether `host` is a URL, or a part of one: clients have their secrets in those.
  static boolean isUrl(String host) {
    return host.indexOf('@') >= 0 || host.indexOf('/') >= 0;
  }

  /// Port 4222 on every interface.
  public static ListenAddress defaults() {
    return new ListenAddress(EVERY_INTERFACE, DEFAULT_PORT);
  }

  /// Any free port of the loopback interface: for tests, and for embedding.
  public static ListenAddress loopback() {
    return new ListenAddress(LOOPBACK, ANY_FREE_PORT);
  }

  /// No port at all: clients connect from within the JVM only.
  public static ListenAddress none() {
    return new ListenAddress(LOOPBACK, NO_PORT);
  }

  /// Whether anything is listened on.
  public boolean isPort() {
    return port != NO_PORT;
  }
}
