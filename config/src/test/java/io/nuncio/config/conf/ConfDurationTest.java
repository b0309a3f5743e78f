package io.nuncio.config.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfDurationTest {
  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "-0, PT0S",
    "5s, PT5S",
    "1h30m, PT1H30M",
    "1.5s, PT1.5S",
    "250ms, PT0.25S",
    "-2m, PT-2M",
    "+3h, PT3H",
    "7us, PT0.000007S",
    "7\u00b5s, PT0.000007S",
    "7\u03bcs, PT0.000007S",
    "9ns, PT0.000000009S",
    "1m0.25s, PT1M0.25S",
    ".5h, PT30M",
    "1.s, PT1S",
    "0.3333333333333333333h, PT20M",
    "1s1s, PT2S",
    "0.100000000000000000000h, PT6M"
  })
  void goSyntaxIsRead(String text, Duration expected) {
    assertThat(ConfDuration.parse(text)).isEqualTo(new ConfDuration.Valid(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+",
        "5",
        "s",
        ".s",
        "1x",
        "1 s",
        "5 ",
        "--1s",
        "1d",
        "1S",
        "9999999h",
        "99999999999999999999s",
        "1h-2m"
      })
  void anythingElseIsRefusedWithoutBeingRepeated(String text) {
    assertThat(ConfDuration.parse(text))
        .isInstanceOfSatisfying(
            ConfDuration.Invalid.class,
            invalid -> assertThat(invalid.mistake()).contains("duration"));
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0s",
    "PT0.000000009S, 9ns",
    "PT0.0000015S, 1.5µs",
    "PT0.25S, 250ms",
    "PT1.5S, 1.5s",
    "PT2M, 2m0s",
    "PT1H0.5S, 1h0m0.5s",
    "PT-90S, -1m30s",
  })
  void isWrittenAsGoPrintsIt(String iso, String text) {
    assertThat(ConfDuration.text(Duration.parse(iso))).isEqualTo(text);
  }
}
