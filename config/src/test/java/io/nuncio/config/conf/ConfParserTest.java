package io.nuncio.config.conf;

import static io.nuncio.config.conf.Parsed.faultless;
import static io.nuncio.config.conf.Parsed.parse;
import static io.nuncio.config.conf.Parsed.parseFiles;
import static io.nuncio.config.conf.Parsed.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfParserTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"a 1\nb x", "a = 1, b: x", "a:1;b=x", "{\"a\": 1, \"b\": \"x\"}", "{a 1\nb x}"})
  void layoutsOfTheSameFileMeanTheSame(String text) {
    assertThat(plain(text)).isEqualTo(Map.of("a", 1L, "b", "x"));
  }

  @Test
  void commentBeginsBetweenItemsOnly() {
    var text = "# one\na ab#c // two\nb ab//c\nc 'x'# three\nd [1 # four\n2]\n";

    assertThat(plain(text))
        .isEqualTo(Map.of("a", "ab#c", "b", "ab//c", "c", "x", "d", List.of(1L, 2L)));
  }

  @Test
  void booleanWordsAreBareAndOfAnyCase() {
    assertThat(plain("a [true, YES, On, false, No, OFF, 'true', \"on\"]"))
        .isEqualTo(Map.of("a", List.of(true, true, true, false, false, false, "true", "on")));
  }

  @ParameterizedTest
  @CsvSource({
    "7, 7",
    "-7, -7",
    "1k, 1000",
    "1KB, 1024",
    "1ki, 1024",
    "2MiB, 2097152",
    "1m, 1000000",
    "1g, 1000000000",
    "1gb, 1073741824",
    "1t, 1000000000000",
    "1p, 1000000000000000",
    "8e, 8000000000000000000",
    "7eb, 8070450532247928832",
    "-1k, -1000"
  })
  void suffixMultipliesByAPowerOf1000OrOf1024(String written, long value) {
    assertThat(plain("a " + written)).isEqualTo(Map.of("a", value));
  }

  @Test
  void wholeNumberRemembersHowItWasWritten() {
    var tree = faultless(parse("a 007\nb 64KB"));

    assertThat(tree.find("a"))
        .asInstanceOf(type(ConfNode.Whole.class))
        .returns("007", ConfNode.Whole::written)
        .returns(false, ConfNode.Whole::sized);
    assertThat(tree.find("b"))
        .asInstanceOf(type(ConfNode.Whole.class))
        .returns("64KB", ConfNode.Whole::written)
        .returns(true, ConfNode.Whole::sized);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:4222",
        "0.0.0.0",
        "12ab",
        "1e5",
        "5kabc",
        "30s",
        "-1.2.3",
        "$2a$11$a/b.c",
        "$2b$11$a/b.c",
        "$2x$1",
        "$2y$1"
      })
  void wordThatOnlyBeginsLikeANumberOrVariableIsAText(String written) {
    assertThat(plain("a " + written + "\n")).isEqualTo(Map.of("a", written));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-01",
        "-abc",
        ".5",
        "5.",
        "1.5s",
        "10.0.0.0/8",
        "9223372036854775808",
        "10e",
        "8eib",
        "5kbb",
        "$",
        "$nobody",
        "2021-02-29T00:00:00Z"
      })
  void valueThatMeansNothingIsAMistakeAtItsPlace(String written) {
    var result = parse("b 1\na " + written + "\nc 2\n");

    assertThat(result.mistakes())
        .singleElement()
        .extracting(mistake -> mistake.position().line())
        .isEqualTo(2);
    assertThat(result.tree().entries()).containsKeys("b", "c");
  }

  @Test
  void otherValuesAreRead() {
    assertThat(plain("a 1.5\nb 2020-02-29T23:59:59Z\nc []\nd {}\ne (\n x\n)\nf [1,2]\ng [5k]"))
        .isEqualTo(
            Map.of(
                "a",
                1.5,
                "b",
                Instant.parse("2020-02-29T23:59:59Z"),
                "c",
                List.of(),
                "d",
                Map.of(),
                "e",
                "\n x\n",
                "f",
                List.of(1L, 2L),
                "g",
                List.of(5000L)));
  }

  @Test
  void blockMayEndWithTheFileOrWithCarriageReturns() {
    assertThat(plain("a (\nx\n)")).isEqualTo(Map.of("a", "\nx\n"));
    assertThat(plain("a (\r\nx\r\n)\r\n")).isEqualTo(Map.of("a", "\r\nx\r\n"));
  }

  @Test
  void textRemembersHowItWasWritten() {
    var tree = faultless(parse("a x\nb 'x'\nc \"x\"\nd (\nx\n)\ne $a"));

    assertThat(tree.entries().values())
        .extracting(entry -> ((ConfNode.Text) entry.value()).writing())
        .containsExactly(ConfNode.Writing.values());
  }

  @Test
  void escapesWorkInDoubleQuotesAndBareWordsOnly() {
    assertThat(plain("a \"\\x41\\t\\n\\r\\\"\\\\\"\nb x\\x20y\nc 'a\\tb'\nd \"\\xc3\\xa9\""))
        .isEqualTo(Map.of("a", "A\t\n\r\"\\", "b", "x y", "c", "a\\tb", "d", "é"));
  }

  @Test
  void lastOfEqualKeysWinsAndTheOthersAreRemembered() {
    var tree = faultless(parse("a 1\nA 2\na 3"));

    assertThat(plain(tree)).isEqualTo(Map.of("a", 3L, "A", 2L));
    assertThat(tree.overridden())
        .singleElement()
        .extracting(ConfNode.Entry::position)
        .isEqualTo(new Position("a.conf", 1, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"TRUE", "off", "1.50", "-0.0", "2026-12-01T00:00:00Z", "05", "5k", "-1KiB"})
  void whatIsNoTextIsKnownAsItWasWritten(String written) {
    var node = faultless(parse("a " + written)).find("a");

    assertThat(node).isNotNull().extracting(ConfParserTest::written).isEqualTo(written);
  }

  private static String written(ConfNode node) {
    return switch (node) {
      case ConfNode.Whole whole -> whole.written();
      case ConfNode.Fraction fraction -> fraction.written();
      case ConfNode.Bool bool -> bool.written();
      case ConfNode.Instant instant -> instant.written();
      default -> "";
    };
  }

  @Test
  void positionsCountCharactersFromOne() {
    var tree = faultless(parse("# é\n  'ä😀' : \"x\"\n"));

    var entry = tree.entries().firstEntry().getValue();
    assertThat(entry.position()).isEqualTo(new Position("a.conf", 2, 3));
    assertThat(entry.value().position()).isEqualTo(new Position("a.conf", 2, 10));
  }

  @Test
  void everyMistakeIsToldInOrder() {
    var result = parse("a .5\nm { b 1.\n c [1, -x, 3]\n d \"\\q\" }\ne $none\nf 1\n");

    assertThat(result.mistakes())
        .extracting(mistake -> mistake.position().toString())
        .containsExactly("a.conf:1:3", "a.conf:2:7", "a.conf:3:8", "a.conf:4:5", "a.conf:5:3");
    assertThat(plain(result.tree())).isEqualTo(Map.of("m", Map.of("c", List.of(1L, 3L)), "f", 1L));
  }

  @Test
  void whatIsNeverClosedIsToldOnceWhereItWasOpened() {
    assertThat(parse("a 1\nm { l [ 'x \n b 2\n").mistakes())
        .singleElement()
        .hasToString("a.conf:2:9: Parse error: a ' is never closed");
    assertThat(parse("a 1\nm { l [ {\n").mistakes())
        .singleElement()
        .hasToString("a.conf:2:9: Parse error: a '{' is never closed");
    assertThat(parse("a 1\nm { l [ 1\n").mistakes())
        .singleElement()
        .hasToString("a.conf:2:7: Parse error: a '[' is never closed");
  }

  @Test
  void noMessageHoldsAValue() {
    var secret = "s3cr3t";
    var texts =
        List.of(
            "p $" + secret,
            "p -" + secret,
            "p 1." + secret,
            "p \"\\" + secret + "\"",
            "p 'x' " + secret,
            "p '" + secret,
            "p \"" + secret,
            "p (" + secret,
            "p [" + secret + " " + secret,
            "p 2024-" + secret);

    assertThat(texts)
        .allSatisfy(text -> {
          var result = parse(text);
          assertThat(result.mistakes()).isNotEmpty();
          assertThat(result.toString()).doesNotContain(secret);
        });
    var tree = parse("p [" + secret + ", 4711, {k 47.11}]\nn 4711").tree();
    assertThat(tree.entries().values())
        .allSatisfy(entry -> {
          assertThat(entry.toString() + entry.value()).doesNotContain(secret, "47");
          assertThat(entry.value().at(entry.position()).toString()).doesNotContain("47");
        });
    assertThat(parse("p " + secret).tree().find("p")).hasToString("Text[a.conf:1:3, BARE]");
  }

  @Test
  void byteOrderMarkIsSkippedAndForeignBytesAreKept() {
    var bytes = "\uFEFFa 'M\u00FCller'".getBytes(StandardCharsets.UTF_8);
    var latin1 = "a 'M\u00FCller'".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(plain(ConfSource.decode("f", bytes).text())).isEqualTo(Map.of("a", "Müller"));
    assertThat(ConfSource.encode(ConfSource.decode("f", latin1).text())).isEqualTo(latin1);
  }

  @Test
  void nestingIsBoundedAndDeepNestingHarmless() {
    assertThat(parse("a " + "[".repeat(100) + "]".repeat(100)).mistakes()).isEmpty();
    assertThat(parse("a " + "[".repeat(1_000_000)).mistakes())
        .singleElement()
        .extracting(ConfMistake::message)
        .isEqualTo("Parse error: nested deeper than 100 levels");
    assertThat(parse("a {".repeat(1_000_000)).mistakes()).hasSize(1);
    assertThat(parse("{".repeat(1_000_000)).mistakes()).hasSize(1);
  }

  @Test
  void mistakesAreCountedUpTo100() {
    assertThat(parse("a .5\n".repeat(100_000)).mistakes()).hasSize(100);
  }

  @Test
  void includedFileMergesInPlace() {
    var result =
        parseFiles(
            Map.of(
                "main.conf", "a 1\ninclude one.conf\nm { include 'two.conf', c $x }\nd $a",
                "one.conf", "a 2\n",
                "two.conf", "x 5"));

    assertThat(plain(faultless(result)))
        .isEqualTo(Map.of("a", 2L, "m", Map.of("x", 5L, "c", 5L), "d", 2L));
    assertThat(result.tree().entries().firstEntry().getValue().position())
        .isEqualTo(new Position("one.conf", 1, 1));
  }

  @Test
  void includeIsAWordOnlyBeforeSpace() {
    assertThat(plain("include: x\n'include' y")).isEqualTo(Map.of("include", "y"));
  }

  @Test
  void includeCycleNamesTheChainOfFiles() {
    var result =
        parseFiles(
            Map.of("main.conf", "include b.conf\na 1", "b.conf", "m { include main.conf }\nb 2"));

    assertThat(result.mistakes())
        .singleElement()
        .hasToString("b.conf:1:13: a file includes itself: main.conf -> b.conf -> main.conf");
    assertThat(result.tree().entries()).containsOnlyKeys("m", "b", "a");
  }

  @Test
  void includesGoTenDeepAndNoDeeper() {
    var files = new HashMap<String, String>();
    files.put("main.conf", "include f1");
    for (int i = 1; i <= 10; i++) {
      files.put("f" + i, i == 10 ? "a 1" : "include f" + (i + 1));
    }
    assertThat(parseFiles(files).mistakes()).isEmpty();
    files.put("f10", "include f11");
    files.put("f11", "a 1");

    assertThat(parseFiles(files).mistakes())
        .singleElement()
        .extracting(ConfMistake::message)
        .asString()
        .startsWith("includes go deeper than 10: main.conf -> f1 -> ");
  }

  @Test
  void mistakesInIncludedFilesKeepTheirOwnPositions() {
    var result =
        parseFiles(
            Map.of("main.conf", "include b.conf\na .5\ninclude none.conf", "b.conf", "\nb .5"));

    assertThat(result.mistakes())
        .extracting(mistake -> mistake.position().toString())
        .containsExactly("main.conf:2:3", "main.conf:3:9", "b.conf:2:3");
  }
}
