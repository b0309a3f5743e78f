package io.nuncio.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.config.conf.ConfFiles;
import io.nuncio.config.conf.ConfParser;
import io.nuncio.config.conf.ConfSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `docs/configuration.md` says of every key what becomes of it.
class DocumentedKeysTest {
  private static final Pattern ROW =
      Pattern.compile(
          "\\| `(\\w+)` \\|([^|]*)\\| (works, reload|works, restart|later|stays shut) \\| `([^`]*)` \\|.*");

  /// @param names the key and its other names
  record Row(List<String> names, String state, String example) {}

  static List<Row> rows() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("../docs/configuration.md"))) {
      return lines
          .map(ROW::matcher)
          .filter(Matcher::matches)
          .map(row -> {
            Stream<String> others =
                Pattern.compile("\\w+").matcher(row.group(2)).results().map(r -> r.group());
            return new Row(
                Stream.concat(Stream.of(row.group(1)), others).toList(),
                row.group(3),
                row.group(4));
          })
          .toList();
    }
  }

  private static ConfigFile.Reading read(String text) {
    return ConfigFile.understand(
        ConfParser.parse(
            new ConfSource("nats.conf", text),
            name -> null,
            (including, name) -> new ConfFiles.Unreadable(name, "no such file")));
  }

  @Test
  void everyKeyStandsThereOnce() throws IOException {
    assertThat(rows().stream().flatMap(row -> row.names().stream()))
        .containsExactlyInAnyOrderElementsOf(UnbuiltKeys.allKnown());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyExampleDoesWhatIsSaidOfItsKeyUnderEachOfItsNames(Row row) {
    for (String name : row.names()) {
      ConfigFile.Reading reading =
          read(row.example().replaceFirst("^" + row.names().getFirst(), name));

      if (row.state().equals("later")) {
        assertThat(reading.mistakes())
            .singleElement()
            .isEqualTo(
                "nats.conf:1:1: " + name + " is not built yet: leave it out to start without");
      } else if (row.state().equals("stays shut")) {
        assertThat(reading.mistakes()).isEmpty();
        assertThat(reading.warnings())
            .containsExactly("nats.conf:1:1: " + name + " is not built yet: its port stays shut");
      } else {
        assertThat(reading.mistakes()).isEmpty();
        assertThat(reading.config()).isNotNull();
      }
    }
  }

  /// `listen`, `host` and `port` are one; the examples of some keys are the defaults.
  @ParameterizedTest
  @MethodSource("rows")
  void whatNeedsARestartIsWhatTheDifferenceSays(Row row) {
    if (!row.state().startsWith("works")) {
      return;
    }
    List<ConfigChange> changes =
        ConfigDiff.between(ServerConfig.defaults(), read(row.example()).config());

    if (row.state().equals("works, restart")) {
      assertThat(changes).allMatch(change -> change instanceof ConfigChange.NeedsRestart);
    } else {
      assertThat(changes)
          .isNotEmpty()
          .allMatch(change -> change instanceof ConfigChange.Reloadable);
    }
  }
}
