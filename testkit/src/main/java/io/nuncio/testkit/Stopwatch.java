package io.nuncio.testkit;

import java.time.Duration;

/// Real time since a moment, for tests whose subject is time itself.
public final class Stopwatch {
  private final long startNanos = System.nanoTime();

  private Stopwatch() {}

  /// Starts measuring now.
  public static Stopwatch started() {
    return new Stopwatch();
  }

  /// The time since the start; never runs backwards.
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  /// What is left of `limit`, counted from the start; zero or negative once it is over.
  public Duration left(Duration limit) {
    return limit.minus(elapsed());
  }
}
