package io.nuncio.server.transport;

/// The machine's monotonic clock.
public final class SystemClock implements MonotonicClock {
  /// Creates the adapter; it has no state.
  public SystemClock() {}

  @Override
  public long nanos() {
    return System.nanoTime();
  }
}
