package io.nuncio.server.session;

import io.nuncio.server.connection.Connection;
import java.time.Duration;

/// Slows a publisher whose subscribers cannot keep up: after each read it is left alone for 2 to 10
/// ms, the longer the fuller they are, and a read is at most 64 KiB. So the most that a subscriber
/// has to take in order to be waited for is what nats-server asks of it, 64 KiB in 10 ms. Confined
/// to the publisher's loop.
final class PublisherPause {
  private static final long SHORTEST_NANOS = Duration.ofMillis(2).toNanos();
  private static final long LONGEST_NANOS = Duration.ofMillis(10).toNanos();
  private static final int SLOWED_READ_BYTES = 64 << 10;

  private final Connection connection;
  private final ClientReport report;
  private boolean slowed;

  PublisherPause(Connection connection, ClientReport report) {
    this.connection = connection;
    this.report = report;
  }

  /// Called after each read.
  ///
  /// @param pressure of what was read on its subscribers: 0 to 100
  void after(int pressure) {
    if (pressure > 0) {
      slow(pressure);
    } else if (slowed) {
      slowed = false;
      connection.limitReads(Integer.MAX_VALUE);
    }
  }

  private void slow(int pressure) {
    slowed = true;
    report.onStall();
    connection.limitReads(SLOWED_READ_BYTES);
    connection.pause();
    long nanos = SHORTEST_NANOS + (LONGEST_NANOS - SHORTEST_NANOS) * pressure / 100;
    connection.loop().schedule(nanos, connection::resume);
  }
}
