package io.nuncio.config;

import org.jspecify.annotations.Nullable;

/// A `host:port` as configuration files write what is listened on.
///
/// @param host without brackets; empty if there is nothing before the colon
/// @param port -1 to 65535
record ListenText(String host, int port) {
  /// What `text` says; null if it is something else.
  static @Nullable ListenText parse(String text) {
    int colon = text.lastIndexOf(':');
    String digits = text.substring(colon + 1);
    int port = digits.equals("-1") ? -1 : FlagValues.port(digits);
    if (colon < 0 || (port < 0 && !digits.equals("-1")) || digits.startsWith("+")) {
      return null;
    }
    String address = text.substring(0, colon);
    boolean brackets = address.startsWith("[") && address.endsWith("]");
    return new ListenText(brackets ? address.substring(1, address.length() - 1) : address, port);
  }
}
