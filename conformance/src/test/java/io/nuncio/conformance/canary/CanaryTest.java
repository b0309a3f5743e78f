package io.nuncio.conformance.canary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.Seed;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class CanaryTest {
  private final Canary canary = Canary.random(Seed.random("canary"));

  @Test
  void isFoundInPart() {
    for (int from = 0; from + 8 <= canary.text().length(); from++) {
      assertThat(canary.isIn("..." + canary.text().substring(from, from + 8) + "...")).isTrue();
    }
  }

  @Test
  void isNotFoundWhereLessOfItStandsOrSomethingElse() {
    assertThat(canary.isIn(canary.text().substring(0, 7))).isFalse();
    assertThat(canary.isIn(Canary.random(Seed.random("other canary")).text())).isFalse();
  }

  @Test
  void isFoundEscapedInHexadecimalAndInBase64() {
    byte[] padded = ("user:" + canary.text()).getBytes(UTF_8);

    assertThat(canary.isIn(canary.escaped())).isTrue();
    assertThat(canary.isIn(HexFormat.of().formatHex(padded))).isTrue();
    for (int from = 0; from < 3; from++) {
      byte[] shifted = Arrays.copyOfRange(padded, from, padded.length);
      assertThat(canary.isIn(Base64.getEncoder().encodeToString(shifted))).isTrue();
    }
  }
}
