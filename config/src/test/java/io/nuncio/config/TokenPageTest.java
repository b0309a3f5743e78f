package io.nuncio.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The examples of `docs/tokens.md` and `docs/users.md` are configurations that work.
class TokenPageTest {
  private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```conf\n(.*?)^```$");
  private static final String FOLDER = "/etc/nats";

  @TempDir Path folder;

  static List<String> examples() throws IOException {
    String pages =
        Files.readString(Path.of("../docs/tokens.md"))
            + Files.readString(Path.of("../docs/users.md"));
    return EXAMPLE.matcher(pages).results().map(example -> example.group(1)).toList();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleIsAcceptedWithoutAWarning(String example) throws IOException {
    Files.writeString(folder.resolve("token"), "$2a$11$" + "x".repeat(53));
    Files.writeString(folder.resolve("web.token"), "$2b$11$" + "x".repeat(53));
    String here = example.replace(FOLDER, folder.toString());

    assertThat(Understood.accepted(here, Map.of("TOKEN", "s3cr3t")).warnings()).isEmpty();
  }

  @Test
  void thereAreExamples() throws IOException {
    assertThat(examples()).hasSizeGreaterThan(11);
  }
}
