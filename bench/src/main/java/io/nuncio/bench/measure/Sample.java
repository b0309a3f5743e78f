package io.nuncio.bench.measure;

import java.util.EnumMap;
import java.util.Map;

/// What one run of a workload against one server gave.
///
/// @param figures in the order of the enum; never changed
public record Sample(Map<Figure, Double> figures) {
  /// Nothing measured yet.
  public static Sample empty() {
    return new Sample(Map.of());
  }

  /// Processor time for each of `units`, and how many of them a second saw.
  public static Sample of(long units, long cpuNanos, long elapsedNanos) {
    return empty()
        .with(Figure.CPU, cpuNanos / (double) units)
        .with(Figure.RATE, units * 1e9 / elapsedNanos);
  }

  /// This and one figure more.
  public Sample with(Figure figure, double value) {
    var more = new EnumMap<Figure, Double>(Figure.class);
    more.putAll(figures);
    more.put(figure, value);
    return new Sample(more);
  }

  /// This and the usual two percentiles.
  public Sample with(Latencies latencies) {
    return with(Figure.P50, latencies.micros(0.5)).with(Figure.P99, latencies.micros(0.99));
  }
}
