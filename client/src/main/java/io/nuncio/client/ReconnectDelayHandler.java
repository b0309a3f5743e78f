package io.nuncio.client;

import java.time.Duration;

/// Decides how long to wait before all servers are tried once more.
@FunctionalInterface
public interface ReconnectDelayHandler {
  /// The time to wait.
  ///
  /// @param totalTries how often all servers have been tried in vain, at least 1
  Duration getWaitTime(long totalTries);
}
