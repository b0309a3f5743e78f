package io.nuncio.bench.measure;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.locks.LockSupport;

/// The driver's only source of time.
public final class Clock {
  private Clock() {}

  /// Nanoseconds since a fixed moment; never runs backwards.
  public static long nanos() {
    return System.nanoTime();
  }

  /// The date where this machine is.
  public static LocalDate today() {
    return LocalDate.now(ZoneId.systemDefault());
  }

  /// Waits until [#nanos()] has reached `deadline`; at once if it has.
  ///
  /// @throws InterruptedException if this thread is interrupted
  public static void waitUntil(long deadline) throws InterruptedException {
    for (long left = deadline - nanos(); left > 0; left = deadline - nanos()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException("stopped while waiting");
      }
    }
  }

  /// Waits for so many milliseconds.
  ///
  /// @throws InterruptedException if this thread is interrupted
  public static void pause(int millis) throws InterruptedException {
    waitUntil(nanos() + millis * 1_000_000L);
  }
}
