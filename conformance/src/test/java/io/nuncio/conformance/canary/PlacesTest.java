package io.nuncio.conformance.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuncio.testkit.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacesTest {
  @TempDir Path folder;

  private final Canary canary = Canary.random(Seed.random("canary in a place"));
  private final Places places = new Places("here");

  @Test
  void whatIsCleanIsARowOfTheReport() {
    places.add("log", List.of("ready", "set"), "set");

    assertThat(places.search(List.of(canary))).containsExactly("| here | log | 9 |");
  }

  @Test
  void aSecretInALineIsShown() {
    places.add("log", List.of("ready", "go " + canary.text().substring(3, 11)), "ready");

    assertThatThrownBy(() -> places.search(List.of(canary)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll("here", "log has a secret", "go ");
  }

  @Test
  void aSecretInAFileOfBytesIsShown() throws IOException {
    byte[] bytes = ("\0\1" + canary.text()).getBytes(StandardCharsets.UTF_8);
    bytes[0] = -1;
    places.add("recording", Files.write(folder.resolve("recording"), bytes));

    assertThatThrownBy(() -> places.search(List.of(canary)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("recording has a secret");
  }

  @Test
  void aPlaceThatIsNotWhatItShouldBeIsNotTakenForACleanOne() {
    places.add("log", List.of(), "ready");

    assertThatThrownBy(() -> places.search(List.of(canary)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("log is without ready");
  }
}
