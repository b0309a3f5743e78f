package io.nuncio.conformance.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.nuncio.conformance.ServerUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each message of docs/troubleshooting.md is one that a server or a client says: here it is made
/// to.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class TroubleshootingIT {
  private static final Pattern MESSAGE = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

  private final List<String> said = new ArrayList<>();

  static List<String> messages() throws IOException {
    String page = Files.readString(Claims.ROOT.resolve("docs/troubleshooting.md"));
    return MESSAGE.matcher(page).results().map(found -> found.group(1)).toList();
  }

  @BeforeAll
  void makeThemSayIt(@TempDir Path folder) throws Exception {
    assumeFalse(ServerUnderTest.isReference(), "the words are ours");
    said.addAll(new Refusals(folder).provoke());
    said.addAll(new Complaints(folder).provoke());
  }

  @ParameterizedTest
  @MethodSource("messages")
  void messageIsSaid(String message) {
    String words =
        Stream.of(message.split("…", -1)).map(Pattern::quote).reduce((a, b) -> a + ".*" + b).get();

    assertThat(said).anyMatch(Pattern.compile(words).asPredicate());
  }

  @Test
  void thereAreMoreThanForty() throws IOException {
    assertThat(messages()).hasSizeGreaterThan(40).doesNotHaveDuplicates();
  }
}
