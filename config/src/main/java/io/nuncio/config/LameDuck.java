package io.nuncio.config;

import java.math.BigDecimal;
import java.time.Duration;

/// How a server that is to be replaced lets its clients go: it tells them, waits, then disconnects
/// them one by one.
///
/// @param duration over which the clients are disconnected, grace period included; 30 seconds or
///   more
/// @param gracePeriod before the first is; shorter than the duration
public record LameDuck(Duration duration, Duration gracePeriod) {
  private static final Duration SHORTEST = Duration.ofSeconds(30);
  private static final Duration DEFAULT = Duration.ofMinutes(2);
  private static final Duration DEFAULT_GRACE_PERIOD = Duration.ofSeconds(10);

  /// @throws IllegalArgumentException if one of the values is out of its range
  public LameDuck {
    if (duration.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "invalid lame_duck_duration of %ss, minimum is 30 seconds".formatted(seconds(duration)));
    }
    if (gracePeriod.isNegative() || gracePeriod.compareTo(duration) >= 0) {
      throw new IllegalArgumentException(
          "lame duck grace period (%ss) should be strictly lower than lame duck duration (%ss)"
              .formatted(seconds(gracePeriod), seconds(duration)));
    }
  }

  private static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString();
  }

  /// The times of a NATS server that was told nothing else: two minutes, the first ten seconds of
  /// them grace.
  public static LameDuck defaults() {
    return new LameDuck(DEFAULT, DEFAULT_GRACE_PERIOD);
  }
}
