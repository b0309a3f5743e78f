package io.nuncio.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `docs/configuration.md` says of every flag whether it works.
class DocumentedFlagsTest {
  private static final Pattern ROW =
      Pattern.compile("\\| `--?(\\w+)` \\|([^|]*)\\| (works|later|no effect) \\|.*");

  private static List<String> documented() throws IOException {
    List<String> rows = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("../docs/configuration.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        List<String> names = new ArrayList<>(List.of(row.group(1)));
        Matcher others = Pattern.compile("--?(\\w+)").matcher(row.group(2));
        while (others.find()) {
          names.add(others.group(1));
        }
        rows.add(row(names, row.group(3)));
      }
    }
    return rows;
  }

  private static String row(List<String> names, String state) {
    List<String> sorted = new ArrayList<>(names);
    Collections.sort(sorted);
    return sorted + " " + state;
  }

  @Test
  void everyFlagStandsThereOnceWithItsState() throws IOException {
    List<String> built = new ArrayList<>();
    for (Flag flag : Flag.values()) {
      built.add(row(flag.names(), state(flag.use())));
    }

    assertThat(documented()).containsExactlyInAnyOrderElementsOf(built);
  }

  private static String state(Flag.Use use) {
    return switch (use) {
      case WORKS -> "works";
      case OFF_ONLY -> "later";
      case NO_EFFECT -> "no effect";
    };
  }
}
