package io.nuncio.conformance.interop;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What all clients said, side by side: a row for each case, a column for each client.
final class InteropTable {

  private static final String ABSENT = "-";

  private InteropTable() {}

  /// The text of the table.
  ///
  /// @param reports by the name of the client, in the order of the columns
  static String of(Map<String, InteropReport> reports) {
    var cases = new LinkedHashSet<String>();
    reports
        .values()
        .forEach(report -> report.output().lines().forEach(line -> addCase(cases, line)));
    int nameWidth = cases.stream().mapToInt(String::length).max().orElse(0);
    var header = Stream.concat(Stream.of("case"), reports.keySet().stream()).toList();
    var rows =
        cases.stream()
            .map(name ->
                Stream.concat(
                        Stream.of(name),
                        reports.values().stream().map(report -> cell(report, name)))
                    .toList());
    var versions =
        reports.entrySet().stream()
            .map(entry ->
                "%s: %s%s"
                    .formatted(
                        entry.getKey(),
                        entry.getValue().client(),
                        entry.getValue().replayed() ? ", replayed, gems unavailable" : ""));
    return Stream.concat(
            Stream.concat(Stream.of(header), rows).map(cells -> row(cells, header, nameWidth)),
            versions)
        .map(line -> "interop: " + line)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static void addCase(Set<String> cases, String line) {
    if (line.matches("(ok|skip|FAIL) .*")) {
      cases.add(line.split("[ :]+", 3)[1]);
    }
  }

  private static String cell(InteropReport report, String caseName) {
    return report.lineOn(caseName).map(line -> line.split(" ", 2)[0]).orElse(ABSENT);
  }

  private static String row(List<String> cells, List<String> header, int nameWidth) {
    var row = new StringBuilder(padded(cells.get(0), nameWidth));
    for (int i = 1; i < cells.size(); i++) {
      row.append("  ").append(padded(cells.get(i), header.get(i).length()));
    }
    return row.toString().stripTrailing();
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
