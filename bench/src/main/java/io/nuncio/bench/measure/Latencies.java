package io.nuncio.bench.measure;

import java.util.Arrays;

/// Round trips, timed one by one. Confined to the thread that times.
public final class Latencies {
  private final long[] nanos;
  private int count;

  /// @param most how many round trips there will be
  public Latencies(int most) {
    nanos = new long[most];
  }

  /// Remembers one; those beyond the announced number are left out.
  public void add(long tripNanos) {
    if (count < nanos.length) {
      nanos[count++] = tripNanos;
    }
  }

  /// How many were timed.
  public int count() {
    return count;
  }

  /// Microseconds within which this share of the trips was over, 0 if there was none.
  ///
  /// @param share at least 0, less than 1
  public double micros(double share) {
    if (count == 0) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return sorted[(int) (count * share)] / 1e3;
  }
}
