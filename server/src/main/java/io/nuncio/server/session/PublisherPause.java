package io.nuncio.server.session;

import io.nuncio.server.connection.Connection;
import io.nuncio.server.transport.EventLoop;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Slows a publisher whose subscribers cannot keep up: it is not read for 2 to 5 ms at a time, and
/// at most for half of its time. Confined to the publisher's loop.
final class PublisherPause {
  private static final long SHORTEST_NANOS = Duration.ofMillis(2).toNanos();
  private static final long LONGEST_NANOS = Duration.ofMillis(5).toNanos();

  private final Connection connection;
  private final EventLoop loop;
  private final RandomGenerator random;
  private long lastNanos;
  private long resumedNanos;

  PublisherPause(Connection connection, RandomGenerator random) {
    this.connection = connection;
    this.loop = connection.loop();
    this.random = random;
    this.resumedNanos = loop.nowNanos();
  }

  void begin() {
    if (loop.nowNanos() - resumedNanos < lastNanos) {
      return;
    }
    lastNanos = random.nextLong(SHORTEST_NANOS, LONGEST_NANOS + 1);
    connection.pause();
    loop.schedule(
        lastNanos,
        () -> {
          resumedNanos = loop.nowNanos();
          connection.resume();
        });
  }
}
