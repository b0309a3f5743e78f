package io.nuncio.conformance.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The list of known differences, and how it is applied.
class KnownDifferencesTest {
  private static final KnownDifference ROW =
      new KnownDifference("log-…", "log: a …", "log: b …", "words");

  @Test
  void everyRowIsExplainedInTheDocumentation() throws IOException {
    var root = Optional.ofNullable(System.getProperty("nuncio.root")).orElse("..");
    var documented = Files.readString(Path.of(root, "docs", "compatibility.md"));

    assertThat(KnownDifferences.read().rows())
        .isNotEmpty()
        .allSatisfy(row -> assertThat(documented).contains(row.reason()));
  }

  @Test
  void aRowExplainsAsManyPairsAsThereAre() {
    var diff =
        new LineDiff(1, List.of("log: a 1", "log: a 2", "log: c"), List.of("log: b 1", "log: b 2"));

    var comparison = new KnownDifferences(List.of(ROW)).judge("log-start", diff);

    assertThat(comparison.unexplained()).isEqualTo("- log: c\n");
    assertThat(comparison.known()).containsEntry(ROW, 2);
  }

  @Test
  void aRowForTwoLinesDoesNotExplainOneAlone() {
    var diff = new LineDiff(1, List.of("log: a 1"), List.of());

    var comparison = new KnownDifferences(List.of(ROW)).judge("log-start", diff);

    assertThat(comparison.isExplained()).isFalse();
  }

  @Test
  void aRowOfTwoEqualPatternsExplainsAnotherPlaceButNoOtherLine() {
    var moved = new KnownDifference("…", "log: a …", "log: a …", "words");
    var diff = new LineDiff(1, List.of("log: a 1", "log: a 2"), List.of("log: a 2", "log: a 3"));

    var comparison = new KnownDifferences(List.of(moved)).judge("any", diff);

    assertThat(comparison.unexplained()).isEqualTo("- log: a 1\n+ log: a 3\n");
  }

  @Test
  void aRowForOtherScenariosExplainsNothing() {
    var diff = new LineDiff(1, List.of("log: a 1"), List.of("log: b 1"));

    var comparison = new KnownDifferences(List.of(ROW)).judge("config", diff);

    assertThat(comparison.isExplained()).isFalse();
  }

  @Test
  void aRowThatExplainedNothingIsNamed() {
    var known = new KnownDifferences(List.of(ROW));

    known.judge("log-start", new LineDiff(1, List.of(), List.of()));

    assertThat(known.unseen()).containsExactly(ROW);
  }
}
