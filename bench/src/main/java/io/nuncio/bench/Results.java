package io.nuncio.bench;

import io.nuncio.bench.measure.Figure;
import io.nuncio.bench.measure.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All samples, by workload and server. Confined to the thread that measures.
final class Results {
  private record Key(String workload, String server) {}

  private final Map<Key, List<Sample>> samples = new LinkedHashMap<>();

  /// Keeps what another round gave.
  void add(String workload, String server, Sample sample) {
    samples.computeIfAbsent(new Key(workload, server), key -> new ArrayList<>()).add(sample);
  }

  /// One value for each round in which the figure was measured, in order.
  List<Double> values(String workload, String server, Figure figure) {
    return samples.getOrDefault(new Key(workload, server), List.of()).stream()
        .filter(sample -> sample.figures().containsKey(figure))
        .map(sample -> sample.figures().getOrDefault(figure, 0.0))
        .toList();
  }
}
