package io.nuncio.monitoring;

import java.util.Map;

/// What a peer of the HTTP server may take. The JDK reads these from system properties only, when
/// its server is loaded.
final class HttpLimits {
  private static final Map<String, String> VALUES_BY_PROPERTY =
      Map.of(
          // Seconds until the request must be there, and until the answer must be taken.
          "sun.net.httpserver.maxReqTime", "10",
          "sun.net.httpserver.maxRspTime", "60",
          "sun.net.httpserver.maxReqHeaders", "64",
          // The request line counts, too.
          "sun.net.httpserver.maxReqHeaderSize", "16384",
          "sun.net.httpserver.maxIdleConnections", "64",
          "jdk.httpserver.maxConnections", "128",
          "sun.net.httpserver.nodelay", "true");

  private HttpLimits() {}

  /// Sets what nobody has set, for the process.
  static void apply() {
    VALUES_BY_PROPERTY.forEach((property, value) -> {
      if (System.getProperty(property) == null) {
        System.setProperty(property, value);
      }
    });
  }
}
