package io.nuncio.server.transport;

import java.time.Instant;
import java.time.InstantSource;

/// The machine's clocks.
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
