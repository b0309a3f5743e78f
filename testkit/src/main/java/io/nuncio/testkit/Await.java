package io.nuncio.testkit;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Waits for something to become true: the only place in the tests that sleeps.
public final class Await {
  private static final Duration POLL_INTERVAL = Duration.ofMillis(2);

  private Await() {}

  /// Waits until `condition` holds.
  ///
  /// The condition is asked on the calling thread, at least once, and a last time at the limit.
  ///
  /// @param what names the awaited state in the failure, such as `"the port is free"`
  /// @throws AssertionError if it does not hold within `limit`
  public static void until(String what, Duration limit, BooleanSupplier condition) {
    value(what, limit, () -> condition.getAsBoolean() ? Boolean.TRUE : null);
  }

  /// Waits until `source` gives something other than null, and returns that.
  ///
  /// @param what names the awaited value in the failure
  /// @throws AssertionError if there is only null within `limit`
  public static <T> T value(String what, Duration limit, Supplier<@Nullable T> source) {
    var stopwatch = Stopwatch.started();
    while (true) {
      boolean last = stopwatch.elapsed().compareTo(limit) >= 0;
      T value = source.get();
      if (value != null) {
        return value;
      }
      if (last) {
        throw new AssertionError("waited %d ms in vain for: %s".formatted(limit.toMillis(), what));
      }
      pass(POLL_INTERVAL);
    }
  }

  /// Lets a span of real time pass, for the few tests in which the pause is what is tested.
  ///
  /// @throws IllegalStateException if this thread is interrupted; the interrupt stays set
  public static void pass(Duration span) {
    try {
      Thread.sleep(span.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }
}
