package io.nuncio.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was said about monitoring, before it is known where clients connect.
///
/// @param host null for the address that clients connect to
/// @param port 0 for no monitoring, [#ANY_FREE_PORT] for one that the system chooses
record MonitoringSettings(
    @Nullable String host,
    int port,
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
        "",
        new MonitoringConfig.Access.Open(),
        List.of(),
        "",
        MonitoringConfig.Http.DEFAULT_METRICS_PREFIX);
  }

  /// The same on another port.
  MonitoringSettings withPort(int other) {
    return new MonitoringSettings(host, other, basePath, access, hosts, corsOrigin, metricsPrefix);
  }

  /// What that means for a server whose clients connect to `clientHost`.
  MonitoringConfig config(String clientHost) {
    if (port == 0) {
      return new MonitoringConfig.Off();
    }
    return new MonitoringConfig.Http(
        host == null ? clientHost : host,
        port == ANY_FREE_PORT ? ListenAddress.ANY_FREE_PORT : port,
        basePath,
        access,
        hosts,
        corsOrigin,
        metricsPrefix);
  }
}
