package io.nuncio.conformance.differential;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All rows of `known-differences.tsv`, and which of them were seen. Confined to one thread.
final class KnownDifferences {
  static final String RESOURCE = "/known-differences.tsv";

  private final Map<KnownDifference, Integer> seenByRow = new LinkedHashMap<>();

  /// With no row seen yet.
  KnownDifferences(List<KnownDifference> rows) {
    rows.forEach(row -> seenByRow.put(row, 0));
  }

  /// Reads the resource.
  static KnownDifferences read() {
    try (var stream = KnownDifferences.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException("no resource " + RESOURCE);
      }
      return new KnownDifferences(
          new String(stream.readAllBytes(), UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(KnownDifference::of)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<KnownDifference> rows() {
    return List.copyOf(seenByRow.keySet());
  }

  /// Sorts the differences of a scenario into known and unknown ones.
  Comparison judge(String scenario, LineDiff diff) {
    var onlyReference = new ArrayList<>(diff.onlyReference());
    var onlyOurs = new ArrayList<>(diff.onlyOurs());
    var known = new LinkedHashMap<KnownDifference, Integer>();
    for (var row : seenByRow.entrySet()) {
      int seen = row.getKey().explain(scenario, onlyReference, onlyOurs);
      if (seen > 0) {
        row.setValue(row.getValue() + seen);
        known.put(row.getKey(), seen);
      }
    }
    return new Comparison(scenario, diff.equal(), known, onlyReference, onlyOurs);
  }

  /// The rows that no scenario showed.
  List<KnownDifference> unseen() {
    return seenByRow.entrySet().stream()
        .filter(row -> row.getValue() == 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  /// How two servers did in one scenario.
  ///
  /// @param equalLines how many lines are the same
  /// @param known how often each known difference showed
  /// @param onlyReference unexplained lines of the reference server
  /// @param onlyOurs unexplained lines of the server under test
  record Comparison(
      String scenario,
      int equalLines,
      Map<KnownDifference, Integer> known,
      List<String> onlyReference,
      List<String> onlyOurs) {

    boolean isExplained() {
      return onlyReference.isEmpty() && onlyOurs.isEmpty();
    }

    /// The unexplained lines as in a patch.
    String unexplained() {
      var text = new StringBuilder();
      onlyReference.forEach(line -> text.append("- ").append(line).append('\n'));
      onlyOurs.forEach(line -> text.append("+ ").append(line).append('\n'));
      return text.toString();
    }
  }
}
