package io.nuncio.config.conf;

import static io.nuncio.config.conf.Parsed.faultless;
import static io.nuncio.config.conf.Parsed.parse;
import static io.nuncio.config.conf.Parsed.parseFiles;
import static io.nuncio.config.conf.Parsed.plain;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfVariablesTest {
  @Test
  void nearestEnclosingMapSeenSoFarWins() {
    assertThat(plain("x 1\nm { a $x, x 2, b $x, n { c $x } }\nd $x"))
        .isEqualTo(
            Map.of("x", 1L, "m", Map.of("a", 1L, "x", 2L, "b", 2L, "n", Map.of("c", 2L)), "d", 1L));
  }

  @Test
  void keyComesBeforeTheEnvironment() {
    assertThat(plain(faultless(parse("x 1\na [$x, $y]", Map.of("x", "2", "y", "3")))))
        .isEqualTo(Map.of("x", 1L, "a", List.of(1L, 3L)));
  }

  @Test
  void keyThatAnsweredAVariableIsRememberedAsUsed() {
    var entries = faultless(parse("x 1\ny 2\na { b $x }")).entries();

    assertThat(entries.values())
        .filteredOn(ConfNode.Entry::usedAsVariable)
        .extracting(ConfNode.Entry::key)
        .containsExactly("x");
  }

  @Test
  void quotedVariableIsLiteral() {
    assertThat(plain("x 1\na \"$x\"\nb '$x'")).isEqualTo(Map.of("x", 1L, "a", "$x", "b", "$x"));
  }

  @Test
  void positionKnowsTheFileInWhichTheValueItselfIsWritten() {
    var tree =
        faultless(parseFiles(Map.of("main.conf", "include x.conf\na $x\nb 2", "x.conf", "x 1")));

    assertThat(source(tree, "a")).isEqualTo("x.conf");
    assertThat(source(tree, "b")).isEqualTo("main.conf");
    assertThat(tree.find("a"))
        .isNotNull()
        .extracting(node -> node.position().file())
        .isEqualTo("main.conf");
  }

  @Test
  void positionOfAValueFromTheEnvironmentNamesNoFile() {
    var tree = faultless(parse("a $x\nb $a", Map.of("x", "1")));

    assertThat(source(tree, "a")).isEmpty();
    assertThat(source(tree, "b")).isEmpty();
  }

  private static String source(ConfNode.Map tree, String key) {
    var node = tree.find(key);
    return node == null ? "none" : node.position().source();
  }

  @Test
  void environmentValueIsReadAsAValue() {
    var environment =
        Map.of(
            "NUMBER",
            "12",
            "YES",
            "true",
            "QUOTED",
            "'12'",
            "EMPTY",
            "",
            "LIST",
            "[1, 'x']",
            "OTHER",
            "$NUMBER");

    var tree = faultless(parse("a [$NUMBER, $YES, $QUOTED, $EMPTY, $LIST, $OTHER]", environment));

    assertThat(plain(tree))
        .isEqualTo(Map.of("a", List.of(12L, true, "12", "", List.of(1L, "x"), 12L)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a;b", "'open", "{a 1", "$SELF", "$none", "1\ninclude f"})
  void environmentValueThatIsNoneIsAMistakeWhichKeepsItToItself(String value) {
    var result = parse("ok 1\na $SELF\n", Map.of("SELF", value));

    assertThat(result.mistakes())
        .singleElement()
        .hasToString(
            "a.conf:2:3: the environment variable 'SELF' does not hold a configuration value"
                + " (put quotes into the variable, around its value)");
  }

  @Test
  void cycleThroughTheEnvironmentEnds() {
    assertThat(parse("a $A\n", Map.of("A", "$B", "B", "$A")).mistakes()).hasSize(1);
  }

  @Test
  void unknownVariableIsNotNamedSinceItMayBeASecret() {
    assertThat(parse("a $Passw0rd\n").toString()).doesNotContain("Passw0rd");
  }

  @ParameterizedTest
  @CsvSource({"'[$%s,$%s]', 40", "'{a $%s, b $%s}', 40"})
  void valuesThatMultiplyThemselvesAreStopped(String pair, int times) {
    var text = new StringBuilder("v0 x\n");
    for (int i = 1; i < times; i++) {
      text.append("v%d %s\n".formatted(i, pair.formatted("v" + (i - 1), "v" + (i - 1))));
    }

    assertThat(parse(text.toString()).mistakes())
        .extracting(ConfMistake::message)
        .contains("variables put too much into the configuration");
  }

  @Test
  void depthThroughVariablesIsBounded() {
    var text = new StringBuilder("v0 x\n");
    for (int i = 1; i < 200; i++) {
      text.append("v%d [$v%d]\n".formatted(i, i - 1));
    }

    assertThat(parse(text.toString()).mistakes())
        .extracting(ConfMistake::message)
        .contains("nested deeper than 100 levels");
  }
}
