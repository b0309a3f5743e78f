package io.nuncio.config;

import org.jspecify.annotations.Nullable;

/// Reads where a syslog listens: `udp://host:port`.
final class SyslogAddress {
  static final String EXPECTED = "the address of a syslog, such as \"udp://127.0.0.1:514\"";

  private static final String SCHEME = "udp://";

  private SyslogAddress() {}

  /// What `text` names, or null if it is no such address.
  static LogDestination.@Nullable RemoteSyslog parse(String text) {
    int colon = text.lastIndexOf(':');
    if (!text.startsWith(SCHEME) || colon <= SCHEME.length()) {
      return null;
    }
    String host = text.substring(SCHEME.length(), colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]") && host.length() > 2;
    if (!Identity.isName(host)
        || (!bracketed && host.indexOf(':') >= 0)
        || ListenAddress.isUrl(host)) {
      return null;
    }
    int port = FlagValues.port(text.substring(colon + 1));
    return port < 1
        ? null
        : new LogDestination.RemoteSyslog(
            bracketed ? host.substring(1, host.length() - 1) : host, port);
  }
}
