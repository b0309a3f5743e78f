package io.nuncio.bench.report;

import io.nuncio.bench.measure.Figure;
import io.nuncio.bench.measure.Statistics;
import io.nuncio.bench.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The page of results, in Markdown.
///
/// @param title its heading
/// @param facts what was measured, on what and how; a line each
/// @param reference the name of the server in the column that others are compared with
/// @param workloads in the order of the page
/// @param comparisons all that was measured
public record Page(
    String title,
    List<String> facts,
    String reference,
    List<Workload> workloads,
    List<Comparison> comparisons) {
  private static final Set<Figure> IN_FIRST_TABLE =
      Set.of(Figure.CPU, Figure.RATE, Figure.P50, Figure.P99);

  /// The whole page.
  public String markdown() {
    var page = new StringBuilder("# " + title + "\n\n");
    facts.forEach(fact -> page.append("- ").append(fact).append('\n'));
    page.append('\n').append(aheadSentence()).append("\n\n");
    page.append(tables());
    page.append("\n## What the workloads are\n\n");
    for (Workload workload : workloads) {
      page.append("- `%s`: %s.%n".formatted(workload.name(), workload.summary()));
    }
    return page.toString();
  }

  /// The tables alone.
  public String tables() {
    String first = firstTable();
    String second = secondTable();
    return first + (first.isEmpty() || second.isEmpty() ? "" : "\n") + second;
  }

  /// In what the reference is better.
  public String aheadSentence() {
    if (comparisons.stream().noneMatch(Comparison::complete)) {
      return "There was no nats-server to compare with.";
    }
    var ahead =
        comparisons.stream()
            .filter(Comparison::complete)
            .filter(comparison -> comparison.ahead(reference).equals(reference))
            .map(comparison ->
                "%s of %s (%s, %.2f)"
                    .formatted(
                        comparison.figure().label(),
                        comparison.workload(),
                        comparison.server(),
                        comparison.ratio()))
            .toList();
    return ahead.isEmpty()
        ? reference + " is ahead in none of these."
        : reference + " is ahead in: " + String.join("; ", ahead) + ".";
  }

  private String firstTable() {
    var rows = new ArrayList<String>();
    for (Workload workload : workloads) {
      for (var cpu : comparisons) {
        if (cpu.workload().equals(workload.name()) && cpu.figure() == Figure.CPU) {
          rows.add(row(workload, cpu));
        }
      }
    }
    return rows.isEmpty()
        ? ""
        : """
        | workload | server | for each | CPU ns, %1$s | CPU ns | ratio | spread | per s, %1$s | per s | ratio | p50/p99 µs, %1$s | p50/p99 µs | ahead |
        |---|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|
        """
                .formatted(reference)
            + String.join("", rows);
  }

  private String row(Workload workload, Comparison cpu) {
    var rate = beside(cpu, Figure.RATE);
    return "| "
        + String.join(
            " | ",
            workload.name(),
            cpu.server(),
            workload.unit(),
            number(cpu.reference()),
            number(cpu.values()),
            ratio(cpu),
            spread(cpu),
            number(rate.reference()),
            number(rate.values()),
            ratio(rate),
            number(beside(cpu, Figure.P50).reference(), beside(cpu, Figure.P99).reference()),
            number(beside(cpu, Figure.P50).values(), beside(cpu, Figure.P99).values()),
            verdict(cpu, rate))
        + " |\n";
  }

  private String verdict(Comparison cpu, Comparison rate) {
    if (!cpu.complete()) {
      return "";
    }
    String byCpu = cpu.ahead(reference);
    String byRate = rate.complete() ? rate.ahead(reference) : byCpu;
    return byCpu.equals(byRate) ? byCpu : byCpu + "; rate: " + byRate;
  }

  /// Another figure of the same workload and server; without values if it was not measured.
  private Comparison beside(Comparison one, Figure figure) {
    return comparisons.stream()
        .filter(other -> other.workload().equals(one.workload()))
        .filter(other -> other.server().equals(one.server()) && other.figure() == figure)
        .findFirst()
        .orElse(new Comparison(one.workload(), figure, List.of(), one.server(), List.of()));
  }

  private String secondTable() {
    var rows = new StringBuilder();
    for (var comparison : comparisons) {
      if (!IN_FIRST_TABLE.contains(comparison.figure())) {
        rows.append(
            "| %s | %s | %s | %s | %s | %s | %s | %s |%n"
                .formatted(
                    comparison.workload(),
                    comparison.server(),
                    comparison.figure().label(),
                    number(comparison.reference()),
                    number(comparison.values()),
                    ratio(comparison),
                    spread(comparison),
                    comparison.complete() ? comparison.ahead(reference) : ""));
      }
    }
    return rows.isEmpty()
        ? ""
        : """
        | workload | server | what | %s | server | ratio | spread | ahead |
        |---|---|---|--:|--:|--:|--:|---|
        """
                .formatted(reference)
            + rows;
  }

  private static String ratio(Comparison comparison) {
    return comparison.complete() ? "%.2f".formatted(comparison.ratio()) : "";
  }

  private static String spread(Comparison comparison) {
    return comparison.complete() ? "%.0f%%".formatted(100 * comparison.spread()) : "";
  }

  private static String number(List<Double> values, List<Double> others) {
    return values.isEmpty() ? "" : number(values) + "/" + number(others);
  }

  private static String number(List<Double> values) {
    if (values.isEmpty()) {
      return "";
    }
    double median = Statistics.median(values);
    return Math.abs(median) < 100 ? "%.1f".formatted(median) : "%,.0f".formatted(median);
  }
}
