package io.nuncio.config.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.nuncio.testkit.Seed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfFuzzTest {
  private static final int MUTATIONS = 20_000;
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "(\n",
          "\n)\n",
          ",",
          ";",
          ":",
          "=",
          "#",
          "//",
          "/",
          "\\",
          "\\x",
          "'",
          "\"",
          "$",
          "$x",
          "$E",
          "-",
          ".",
          "\n",
          "\r",
          "\t",
          " ",
          "0",
          "9",
          "k",
          "KiB",
          "e",
          "Z",
          "true",
          "include ",
          "\0",
          "\u0085",
          "\ud83d",
          "\udcff",
          "٣",
          "2020-01-01T00:00:00Z");

  @Test
  void mutatedFilesGiveAResultWithPositionsInsideTheText() {
    var random = Seed.random("mutatedFilesGiveAResultWithPositionsInsideTheText");
    for (int i = 0; i < MUTATIONS; i++) {
      var text = mutated(random);

      var result = Parsed.parse(text, Map.of("E", "[$E, 1]", "x", "{a 1}"));

      var lines = text.split("\n", -1);
      result.mistakes().forEach(mistake -> assertInside(mistake.position(), lines));
      assertInside(result.tree(), lines);
      assertThat(ConfDigest.of(result.tree())).hasSize(71);
      var again = Parsed.parse(ConfWriter.write(result.tree()));
      assertThat(Parsed.plain(Parsed.faultless(again))).isEqualTo(Parsed.plain(result.tree()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a 1\n",
        "a '",
        "a \"\\",
        "a (\n",
        "[",
        "]",
        "{",
        "}",
        "a [",
        "a {",
        ",",
        "\"",
        "'x",
        "a .5 \"",
        "$",
        "a $a\n",
        "a 1.",
        "9",
        "a 9",
        "# ",
        "//",
        "a [1,2]\n",
        "\\",
        "\0",
        "include x\n",
        "a {b [",
        "a [}",
        "m { ]",
        "a b\\q",
        "é"
      })
  void timeIsBoundedByTheLengthOfTheText(String piece) {
    var text = piece.repeat(500_000 / piece.length());

    assertTimeout(Duration.ofSeconds(5), () -> Parsed.parse(text));
  }

  private static void assertInside(ConfNode node, String[] lines) {
    assertInside(node.position(), lines);
    switch (node) {
      case ConfNode.Map map -> {
        for (var entry : map.entries().values()) {
          assertInside(entry.position(), lines);
          assertInside(entry.value(), lines);
        }
      }
      case ConfNode.List list -> list.values().forEach(value -> assertInside(value, lines));
      default -> {}
    }
  }

  private static void assertInside(Position position, String[] lines) {
    if (position.file().equals("environment")) {
      return;
    }
    assertThat(position.line()).isBetween(1, lines.length);
    assertThat(position.column()).isBetween(1, lines[position.line() - 1].length() + 1);
  }

  private static String mutated(RandomGenerator random) {
    var text = new StringBuilder(anyText(random));
    for (int changes = random.nextInt(1, 5); changes > 0; changes--) {
      int at = random.nextInt(text.length() + 1);
      int end = Math.min(text.length(), at + random.nextInt(4));
      switch (random.nextInt(4)) {
        case 0 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        case 1 -> text.delete(at, end);
        case 2 -> text.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
        default -> text.replace(at, text.length(), anyText(random));
      }
    }
    return text.toString();
  }

  private static String anyText(RandomGenerator random) {
    return ReferenceCases.ALL.get(random.nextInt(ReferenceCases.ALL.size())).text();
  }
}
