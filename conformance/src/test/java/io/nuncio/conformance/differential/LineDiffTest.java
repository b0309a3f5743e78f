package io.nuncio.conformance.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Finding the lines in which two texts differ.
class LineDiffTest {
  @Test
  void equalTextsDoNotDiffer() {
    assertThat(LineDiff.between(List.of("a", "b"), List.of("a", "b")))
        .isEqualTo(new LineDiff(2, List.of(), List.of()));
  }

  @Test
  void linesOfOneSideOnlyAreFound() {
    assertThat(LineDiff.between(List.of("a", "b", "c"), List.of("a", "c", "d")))
        .isEqualTo(new LineDiff(2, List.of("b"), List.of("d")));
  }

  @Test
  void aLineInAnotherPlaceIsADifference() {
    assertThat(LineDiff.between(List.of("a", "b"), List.of("b", "a")))
        .isEqualTo(new LineDiff(1, List.of("a"), List.of("a")));
  }
}
