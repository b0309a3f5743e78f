package io.nuncio.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was said about monitoring, before it is known where clients connect.
///
/// @param host null for the address that clients connect to
/// @param port for HTTP: 0 for none, [#ANY_FREE_PORT] for one that the system chooses
/// @param securePort the same for HTTPS
record MonitoringSettings(
    @Nullable String host,
    int port,
    int securePort,
    String basePath,
    MonitoringConfig.Access access,
    List<String> hosts,
    String corsOrigin,
    String metricsPrefix) {
  /// As configuration files and flags write it.
  static final int ANY_FREE_PORT = -1;

  static MonitoringSettings defaults() {
    return new MonitoringSettings(
        null,
        0,
        0,
        "",
        new MonitoringConfig.Access.Open(),
        List.of(),
        "",
        MonitoringConfig.Http.DEFAULT_METRICS_PREFIX);
  }

  /// The same on other ports.
  MonitoringSettings withPorts(int other, int otherSecure) {
    return new MonitoringSettings(
        host, other, otherSecure, basePath, access, hosts, corsOrigin, metricsPrefix);
  }

  /// What is wrong with it; null for nothing.
  @Nullable String mistake() {
    return port == 0 || securePort == 0
        ? null
        : "can't specify both HTTP (%d) and HTTPs (%d) ports: leave out one of them"
            .formatted(port, securePort);
  }

  /// What that means for a server whose clients connect to `clientHost`.
  MonitoringConfig config(String clientHost) {
    boolean secure = port == 0;
    int chosen = secure ? securePort : port;
    if (chosen == 0) {
      return new MonitoringConfig.Off();
    }
    return new MonitoringConfig.Http(
        host == null ? clientHost : host,
        chosen == ANY_FREE_PORT ? ListenAddress.ANY_FREE_PORT : chosen,
        secure,
        basePath,
        access,
        hosts,
        corsOrigin,
        metricsPrefix);
  }
}
