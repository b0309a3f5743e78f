package io.nuncio.bench.measure;

import java.util.List;
import java.util.stream.IntStream;

/// What is said of several measurements of one thing.
public final class Statistics {
  private Statistics() {}

  /// The middle value, or the mean of the two in the middle.
  ///
  /// @throws IllegalArgumentException if there is no value
  public static double median(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a median needs a value");
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /// How far apart the values are: largest minus smallest, as a share of the median.
  public static double spread(List<Double> values) {
    var all = values.stream().mapToDouble(Double::doubleValue).summaryStatistics();
    double median = median(values);
    return median == 0 ? 0 : (all.getMax() - all.getMin()) / median;
  }

  /// The ratio of each value to that of the same round, of as many rounds as both have.
  public static List<Double> ratios(List<Double> values, List<Double> references) {
    return IntStream.range(0, Math.min(values.size(), references.size()))
        .mapToObj(i -> values.get(i) / references.get(i))
        .toList();
  }
}
