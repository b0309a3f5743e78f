package io.nuncio.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalZoneTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Etc/UTC", "UTC0"})
  void theVariableCanSayThatItIsUtc(String variable) throws IOException {
    assertThat(LocalZone.isUtc(variable, linkTo("/usr/share/zoneinfo/Europe/Berlin"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Europe/Berlin", "UTC+3", "Etc/GMT+1"})
  void theVariableGoesBeforeTheLink(String variable) throws IOException {
    assertThat(LocalZone.isUtc(variable, linkTo("/usr/share/zoneinfo/UTC"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/usr/share/zoneinfo/UTC", "../usr/share/zoneinfo/Etc/UTC"})
  void theLinkCanSayThatItIsUtc(String zone) throws IOException {
    assertThat(LocalZone.isUtc(null, linkTo(zone))).isTrue();
  }

  @Test
  void anotherZoneIsNotTakenForUtc() throws IOException {
    assertThat(LocalZone.isUtc(null, linkTo("/usr/share/zoneinfo/Europe/London"))).isFalse();
  }

  @Test
  void withoutALinkTheZoneHasToBeFoundOut() throws IOException {
    Path copied = Files.writeString(folder.resolve("localtime"), "TZif2");

    assertThat(LocalZone.isUtc(null, copied)).isFalse();
    assertThat(LocalZone.isUtc(null, folder.resolve("missing"))).isFalse();
  }

  @Test
  void theTimeIsThatOfTheSystem() {
    Instant now = Instant.now();

    assertThat(LocalZone.ofThisProcess().getRules().getOffset(now))
        .isEqualTo(ZoneId.systemDefault().getRules().getOffset(now));
  }

  private Path linkTo(String zone) throws IOException {
    return Files.createSymbolicLink(folder.resolve("localtime"), Path.of(zone));
  }
}
