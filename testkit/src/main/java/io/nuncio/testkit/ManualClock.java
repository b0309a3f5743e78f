package io.nuncio.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that stands still until a test moves it.
///
/// Wall time and monotonic time advance together. Safe from any thread.
public final class ManualClock implements InstantSource {
  /// Where wall time starts, chosen to be recognised in a failure.
  public static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  private final AtomicLong nanos = new AtomicLong();

  /// Starts at [#START] and at zero nanoseconds.
  public ManualClock() {}

  @Override
  public Instant instant() {
    return START.plusNanos(nanos.get());
  }

  /// Monotonic time in nanoseconds; zero at first.
  public long nanos() {
    return nanos.get();
  }

  /// Moves the clock forward.
  ///
  /// @throws IllegalArgumentException if `span` is negative: time does not run backwards
  public void advance(Duration span) {
    if (span.isNegative()) {
      throw new IllegalArgumentException("expected a span of zero or more, got " + span);
    }
    nanos.addAndGet(span.toNanos());
  }
}
