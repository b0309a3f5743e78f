package io.nuncio.server.lifecycle;

import io.nuncio.config.ServerConfig;

/// Where clients are told to connect to: what was configured for them, or the address listened on.
///
/// @param host without brackets
record AdvertisedAddress(String host, int port) {
  /// Of a server that listens on `port`.
  static AdvertisedAddress of(ServerConfig config, int port) {
    String advertised = config.identity().clientAdvertise();
    if (advertised == null) {
      return new AdvertisedAddress(config.listen().host(), port);
    }
    int colon = advertised.lastIndexOf(':');
    // More than one colon outside of brackets is an IPv6 address and no port.
    boolean onlyColon = advertised.indexOf(':') == colon || advertised.startsWith("[");
    boolean hasPort = colon > advertised.lastIndexOf(']') && onlyColon;
    String host = hasPort ? advertised.substring(0, colon) : advertised;
    return new AdvertisedAddress(
        host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
        hasPort ? orListening(Integer.parseInt(advertised.substring(colon + 1)), port) : port);
  }

  /// Port 0 stands for the one listened on.
  private static int orListening(int advertised, int listening) {
    return advertised == 0 ? listening : advertised;
  }
}
