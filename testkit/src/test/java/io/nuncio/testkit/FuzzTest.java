package io.nuncio.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FuzzTest {
  @TempDir private Path folder;

  private static Fuzz fuzz() {
    return new Fuzz("number after a word").seeds("SIZE 12\r\n").words("SIZE ");
  }

  private static String text(byte[] input) {
    return new String(input, US_ASCII);
  }

  /// Breaks where a size is huge.
  private static String huge(byte[] input) {
    if (text(input).contains("SIZE 999999999\r")) {
      throw new IllegalStateException("huge");
    }
    return "";
  }

  @Test
  void inputThatBreaksTheTargetIsFoundMadeSmallAndKept() throws Exception {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> fuzz().run(FuzzTest::huge, new Finds(folder)))
        .withCauseInstanceOf(IllegalStateException.class)
        .withMessageContaining("«SIZE 999999999\\r»");

    try (var files = Files.list(folder)) {
      assertThat(files)
          .singleElement()
          .satisfies(file -> assertThat(file).hasContent("SIZE 999999999\r"));
    }
  }

  @Test
  void earlierFindIsTriedBeforeAnythingElse() {
    new Finds(folder).keep("SIZE 999999999\r".getBytes(US_ASCII));
    List<String> tried = new ArrayList<>();

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() ->
            fuzz()
                .run(
                    input -> {
                      tried.add(text(input));
                      return huge(input);
                    },
                    new Finds(folder)));

    assertThat(tried.get(0)).isEqualTo("SIZE 999999999\r");
  }

  @Test
  void targetThatNeverBreaksIsGivenAllRoundsAndLeavesNoFile() {
    List<Integer> lengths = new ArrayList<>();

    fuzz()
        .rounds(500)
        .run(
            input -> {
              lengths.add(input.length);
              return "";
            },
            new Finds(folder));

    assertThat(lengths).hasSize(501).allMatch(length -> length <= Mutator.MOST_BYTES);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void memoryThatGrowsWithTheSquareOfTheInputIsAFind() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() ->
            fuzz()
                .seeds("x".repeat(8_000))
                .run(
                    input -> {
                      int copies = 0;
                      for (int i = 0; i < input.length; i++) {
                        copies += input.clone().length;
                      }
                      return copies > 0;
                    },
                    new Finds(folder)))
        .withMessageContaining("expected to allocate at most");
  }

  @Test
  void outcomeNotSeenBeforeLeadsFurther() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() ->
            new Fuzz("letters")
                .seeds("....")
                .rounds(2_000_000)
                .run(
                    input -> {
                      String text = text(input);
                      int right = 0;
                      while (right < 4
                          && text.length() > right
                          && text.charAt(right) == "KEYS".charAt(right)) {
                        right++;
                      }
                      if (right == 4) {
                        throw new IllegalStateException("all four");
                      }
                      return right;
                    },
                    new Finds(folder)))
        .withMessageContaining("KEYS");
  }
}
