package io.nuncio.client.transport;

/// The machine's clock.
public final class SystemClock implements MonotonicClock {
  /// Creates the adapter; it has no state.
  public SystemClock() {}

  @Override
  public long nanos() {
    return System.nanoTime();
  }
}
