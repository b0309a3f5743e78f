package io.nuncio.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What README.md and docs/embedding.md show of tests stands in [OrderTest], [GreetingTest],
/// [RegisteredTest] and `consumers/spring`, and runs.
class DocumentedTestingTest {
  private static final Path ROOT = Path.of(String.valueOf(System.getProperty("nuncio.root")));
  private static final Pattern SNIPPET = Pattern.compile("(?s)```java\n(.*?)```");

  @Test
  void readmeShowsATestThatRuns() throws IOException {
    List<String> shown = snippets("README.md", "## Inside your program");

    assertThat(shown).hasSize(2);
    assertThat(source("OrderTest")).contains(shown.getLast());
  }

  @Test
  void guideShowsTestsThatRun() throws IOException {
    String sources =
        source("GreetingTest")
            + source("RegisteredTest")
            + source(ROOT.resolve("consumers/spring/src/test/java/consumer/ServerBeanTest.java"));

    assertThat(snippets("docs/embedding.md", "## In a test"))
        .hasSize(3)
        .allSatisfy(snippet -> assertThat(sources).contains(snippet));
  }

  private static List<String> snippets(String page, String from) throws IOException {
    String text = Files.readString(ROOT.resolve(page), UTF_8);
    return SNIPPET
        .matcher(text.substring(text.indexOf(from)))
        .results()
        .map((MatchResult each) -> unindented(each.group(1)))
        .toList();
  }

  private static String source(String test) throws IOException {
    return source(ROOT.resolve("junit/src/test/java/io/nuncio/junit/" + test + ".java"));
  }

  private static String source(Path file) throws IOException {
    return unindented(Files.readString(file, UTF_8));
  }

  private static String unindented(String text) {
    return text.lines().map(String::strip).reduce("", (all, line) -> all + line + "\n");
  }
}
