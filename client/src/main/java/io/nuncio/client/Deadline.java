package io.nuncio.client;

import io.nuncio.client.transport.MonotonicClock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// When several things together must be done.
record Deadline(MonotonicClock clock, long nanos) {
  /// So much from now.
  ///
  /// @param limit null, zero and less for never
  static Deadline in(@Nullable Duration limit, MonotonicClock clock) {
    return new Deadline(clock, clock.nanos() + Waits.nanos(limit));
  }

  /// What is left; at least a nanosecond, so that it is not taken for no limit.
  Duration left() {
    return Duration.ofNanos(leftNanos());
  }

  /// The same, in nanoseconds.
  long leftNanos() {
    return Math.max(1, nanos - clock.nanos());
  }
}
