package io.nuncio.server.transport;

/// Time that only moves forward, for timers. Safe from any thread.
@FunctionalInterface
public interface MonotonicClock {
  /// Nanoseconds since an arbitrary moment.
  long nanos();
}
