package io.nuncio.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Limits of time as applications give them: null, zero and less mean none.
final class Waits {
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 4);

  private Waits() {}

  /// Nanoseconds to wait; about 73 years for no limit.
  static long nanos(@Nullable Duration limit) {
    if (limit == null || limit.isZero() || limit.isNegative() || limit.compareTo(LONGEST) > 0) {
      return LONGEST.toNanos();
    }
    return limit.toNanos();
  }
}
