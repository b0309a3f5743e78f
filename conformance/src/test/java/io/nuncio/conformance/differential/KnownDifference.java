package io.nuncio.conformance.differential;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A difference that is on purpose. In its texts `…` stands for anything. Where the texts for both
/// servers are the same, the lines are the same, too, and only their place differs.
///
/// @param scenario the names of the scenarios in which it may show
/// @param reference a line of the reference server, or `-`
/// @param ours the line that stands for it here, or `-`
/// @param reason words of docs/compatibility.md that explain it
record KnownDifference(String scenario, String reference, String ours, String reason) {
  private static final String NONE = "-";

  /// Reads a row of four columns between tabulators.
  static KnownDifference of(String row) {
    var columns = row.split("\t");
    if (columns.length != 4) {
      throw new IllegalArgumentException("expected 4 columns, got " + List.of(columns));
    }
    return new KnownDifference(columns[0], columns[1], columns[2], columns[3]);
  }

  /// Takes what it explains out of both lists.
  ///
  /// @return how often it was seen
  int explain(String scenarioName, List<String> onlyReference, List<String> onlyOurs) {
    int seen = 0;
    if (matches(scenario, scenarioName)) {
      while (explainOnce(onlyReference, onlyOurs)) {
        seen++;
      }
    }
    return seen;
  }

  private boolean explainOnce(List<String> onlyReference, List<String> onlyOurs) {
    int there = reference.equals(NONE) ? -1 : find(reference, onlyReference, onlyOurs);
    int here = ours.equals(NONE) ? -1 : find(ours, onlyOurs, onlyReference);
    if (reference.equals(ours) && there >= 0) {
      here = onlyOurs.indexOf(onlyReference.get(there));
    }
    boolean found =
        (reference.equals(NONE) || there >= 0)
            && (ours.equals(NONE) || here >= 0)
            && (there >= 0 || here >= 0);
    if (found && there >= 0) {
      onlyReference.remove(there);
    }
    if (found && here >= 0) {
      onlyOurs.remove(here);
    }
    return found;
  }

  private int find(String pattern, List<String> lines, List<String> others) {
    boolean onlyElsewhere = reference.equals(ours);
    for (int i = 0; i < lines.size(); i++) {
      if (matches(pattern, lines.get(i)) && (!onlyElsewhere || others.contains(lines.get(i)))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean matches(String pattern, String text) {
    var regex =
        Stream.of(pattern.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return Pattern.matches(regex, text);
  }
}
