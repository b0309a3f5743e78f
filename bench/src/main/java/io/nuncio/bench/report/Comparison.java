package io.nuncio.bench.report;

import io.nuncio.bench.measure.Figure;
import io.nuncio.bench.measure.Statistics;
import java.util.List;

/// One figure of one workload: a server beside the reference.
///
/// @param workload its name
/// @param figure what was measured
/// @param reference one value for each round; empty if there was no reference
/// @param server the name of the other
/// @param values its own, one for each round
public record Comparison(
    String workload, Figure figure, List<Double> reference, String server, List<Double> values) {
  private static final double CLEARLY = 0.02;

  /// Whether there is anything to compare.
  public boolean complete() {
    return !reference.isEmpty() && !values.isEmpty();
  }

  /// The median of the ratios of each round.
  public double ratio() {
    return Statistics.median(ratios());
  }

  /// How far the ratios of the rounds are apart, as a share of their median.
  public double spread() {
    return Statistics.spread(ratios());
  }

  private List<Double> ratios() {
    return Statistics.ratios(values, reference);
  }

  /// Who was better, in every round and by two percent altogether; otherwise "even".
  ///
  /// @param referenceName what the reference is called
  public String ahead(String referenceName) {
    var ratios = ratios();
    boolean above = ratios.stream().allMatch(ratio -> ratio > 1) && ratio() >= 1 + CLEARLY;
    boolean below = ratios.stream().allMatch(ratio -> ratio < 1) && ratio() <= 1 - CLEARLY;
    if (above || below) {
      return above == figure.moreIsBetter() ? server : referenceName;
    }
    return "even";
  }
}
