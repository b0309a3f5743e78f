package io.nuncio.config;

import java.time.Duration;

/// How guessing is slowed: an address from which more than `after` clients were refused within
/// `per` has to wait before its next one is checked, twice as long each time.
///
/// @param after refusals that cost nothing; 0 or more
/// @param per how long a refusal counts; more than zero
/// @param min the first wait; more than zero
/// @param max the longest wait; not below `min`
/// @param loopback whether it holds for clients on this machine, too
public record FailureDelay(int after, Duration per, Duration min, Duration max, boolean loopback) {
  /// @throws IllegalArgumentException if one of them is out of its range
  public FailureDelay {
    if (after < 0
        || per.isNegative()
        || per.isZero()
        || min.isNegative()
        || min.isZero()
        || max.compareTo(min) < 0) {
      throw new IllegalArgumentException(
          "expected after >= 0, per > 0, 0 < min <= max; got %d, %s, %s, %s"
              .formatted(after, per, min, max));
    }
  }

  /// Nobody waits.
  public static FailureDelay off() {
    FailureDelay unused = defaults();
    return new FailureDelay(
        Integer.MAX_VALUE, unused.per(), unused.min(), unused.max(), unused.loopback());
  }

  /// From the eleventh refusal within a minute on: 100 ms to 2 s, for every address but loopback.
  public static FailureDelay defaults() {
    return new FailureDelay(
        10, Duration.ofMinutes(1), Duration.ofMillis(100), Duration.ofSeconds(2), false);
  }
}
