package io.nuncio.conformance.differential;

import io.nuncio.conformance.differential.KnownDifferences.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The run as a page to read.
final class DifferentialReport {
  private DifferentialReport() {}

  /// Writes the page.
  static void write(Path file, List<Comparison> comparisons, List<KnownDifference> unseen)
      throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text(comparisons, unseen));
  }

  private static String text(List<Comparison> comparisons, List<KnownDifference> unseen) {
    int equal = comparisons.stream().mapToInt(Comparison::equalLines).sum();
    int known =
        comparisons.stream()
            .flatMap(comparison -> comparison.known().values().stream())
            .mapToInt(Integer::intValue)
            .sum();
    int unknown =
        comparisons.stream()
            .mapToInt(each -> each.onlyReference().size() + each.onlyOurs().size())
            .sum();
    var text = new StringBuilder("# Compared with nats-server 2.15.2\n\n");
    text.append("| scenarios | equal lines | known differences | unknown differences |\n");
    text.append("|---|---|---|---|\n");
    text.append("| %d | %d | %d | %d |%n%n".formatted(comparisons.size(), equal, known, unknown));
    text.append("| scenario | equal lines | known | unknown |\n|---|---|---|---|\n");
    comparisons.forEach(each -> text.append(row(each)));
    text.append("\n## Unknown differences\n\n`-` reference, `+` ours\n");
    comparisons.stream()
        .filter(each -> !each.isExplained())
        .forEach(each ->
            text.append("\n### %s%n%n```%n%s```%n".formatted(each.scenario(), each.unexplained())));
    text.append("\n## Known differences that did not show\n\n");
    unseen.forEach(row -> text.append("- `%s`%n".formatted(row)));
    return text.toString();
  }

  private static String row(Comparison each) {
    int known = each.known().values().stream().mapToInt(Integer::intValue).sum();
    return "| %s | %d | %d | %d |%n"
        .formatted(
            each.scenario(),
            each.equalLines(),
            known,
            each.onlyReference().size() + each.onlyOurs().size());
  }
}
