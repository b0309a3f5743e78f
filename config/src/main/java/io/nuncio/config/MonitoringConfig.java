package io.nuncio.config;

import io.nuncio.auth.Secret;
import java.util.List;
import java.util.Map;

/// Where, and by whom, a server can be watched over HTTP.
public sealed interface MonitoringConfig {
  /// Not at all.
  record Off() implements MonitoringConfig {}

  /// By HTTP or HTTPS.
  ///
  /// @param host the address to listen on; a name or an IP address
  /// @param port 0 for one that the system chooses
  /// @param secure whether by HTTPS, with the certificates that clients are shown
  /// @param basePath in front of every path: empty, or begins with a slash and ends without
  /// @param access who may look
  /// @param hosts what the `Host` header may name beside IP addresses, `localhost` and `host`; `*`
  ///   for anything
  /// @param corsOrigin whose pages may read the answers: an origin or `*`; empty for none
  /// @param metricsPrefix with which the names of metrics begin
  record Http(
      String host,
      int port,
      boolean secure,
      String basePath,
      Access access,
      List<String> hosts,
      String corsOrigin,
      String metricsPrefix)
      implements MonitoringConfig {
    /// What exporters for nats-server call their metrics.
    public static final String DEFAULT_METRICS_PREFIX = "gnatsd";

    /// @throws IllegalArgumentException if the port or the path cannot be
    public Http {
      hosts = List.copyOf(hosts);
      if (port < 0 || port > ListenAddress.MAX_PORT) {
        throw new IllegalArgumentException("a port is 0 to 65535, got " + port);
      }
      if (!basePath.isEmpty() && (!basePath.startsWith("/") || basePath.endsWith("/"))) {
        throw new IllegalArgumentException("expected a path like \"/nats\", got " + basePath);
      }
    }
  }

  /// Who may look.
  sealed interface Access {
    /// Everybody who reaches the port.
    record Open() implements Access {}

    /// Who sends `Authorization: Bearer` and this token.
    ///
    /// @param token the text itself, or its bcrypt hash; not empty
    record Bearer(Secret token) implements Access {}

    /// Who sends `Authorization: Basic` and one of these.
    ///
    /// @param passwords by user name: the texts themselves, or their bcrypt hashes; not empty
    record Basic(Map<String, Secret> passwords) implements Access {
      /// Keeps a copy.
      public Basic {
        passwords = Map.copyOf(passwords);
      }
    }
  }
}
