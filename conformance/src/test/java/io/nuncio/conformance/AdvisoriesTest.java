package io.nuncio.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds docs/advisories.md to its word: the tests that it names are there, and run.
class AdvisoriesTest {
  private static final Path ROOT = Path.of(System.getProperty("nuncio.root", ".."));
  private static final Pattern ADVISORY = Pattern.compile("CVE-\\d{4}-\\d+|GHSA-[0-9a-z-]+");
  private static final Pattern NAMED_TEST = Pattern.compile("`(\\w+(?:Test|IT))#(\\w+)`");
  private static final Pattern NAMED_ROW = Pattern.compile("`row ([\\w-]+)`");
  private static final Pattern NOT_BUILT = Pattern.compile("Not built: ([\\w ]+)");
  private static final Set<String> UNBUILT =
      Set.of(
          "a client",
          "accounts",
          "encryption by nkeys",
          "JetStream",
          "JWT",
          "leaf nodes",
          "message tracing",
          "MQTT",
          "WebSocket");

  static List<String> advisories() throws IOException {
    return Files.readAllLines(ROOT.resolve("docs/advisories.md"), UTF_8).stream()
        .filter(line -> line.startsWith("| ") && ADVISORY.matcher(line).find())
        .toList();
  }

  private static Stream<MatchResult> found(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }

  @ParameterizedTest
  @MethodSource("advisories")
  void advisoryNamesATestOrWhatIsNotBuilt(String line) {
    var unbuilt = found(NOT_BUILT, line).map(match -> match.group(1).strip()).toList();

    assertThat(UNBUILT).containsAll(unbuilt);
    assertThat(!unbuilt.isEmpty() || NAMED_TEST.matcher(line).find()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("advisories")
  void testsThatItNamesAreThere(String line) {
    assertThat(found(NAMED_TEST, line))
        .allSatisfy(match ->
            assertThat(source(match.group(1)))
                .containsPattern(
                    "@(Test|ParameterizedTest)\\b(?:(?!\\n\\n)[\\s\\S])*? void "
                        + match.group(2)
                        + "\\("));
  }

  @ParameterizedTest
  @MethodSource("advisories")
  void rowsThatItNamesAreThere(String line) {
    var ids = CorpusRow.all().stream().map(CorpusRow::id).collect(Collectors.toSet());

    assertThat(ids).containsAll(found(NAMED_ROW, line).map(match -> match.group(1)).toList());
  }

  /// The text of a test class of any module.
  private static String source(String name) {
    try (var modules = Files.list(ROOT)) {
      for (var folder : modules.map(module -> module.resolve("src/test/java")).toList()) {
        if (Files.isDirectory(folder)) {
          try (var files = Files.walk(folder)) {
            var file = files.filter(each -> each.endsWith(name + ".java")).findFirst();
            if (file.isPresent()) {
              return Files.readString(file.get());
            }
          }
        }
      }
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
