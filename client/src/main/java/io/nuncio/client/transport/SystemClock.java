package io.nuncio.client.transport;

import java.time.Instant;
import java.time.InstantSource;

/// The machine's clock.
public final class SystemClock implements MonotonicClock, InstantSource {
  /// Creates the adapter; it has no state.
  public SystemClock() {}

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public Instant instant() {
    return Instant.now();
  }
}
