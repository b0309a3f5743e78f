package io.nuncio.client.transport;

/// Time that only goes forward.
@FunctionalInterface
public interface MonotonicClock {
  /// Nanoseconds since some moment; only differences mean something.
  long nanos();
}
