package io.nuncio.cli.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpansTest {
  @ParameterizedTest
  @CsvSource({
    "300ms, PT0.3S",
    "1.5s, PT1.5S",
    "1m30s, PT1M30S",
    "2h, PT2H",
    "250us, PT0.00025S",
    "250µs, PT0.00025S",
    "7ns, PT0.000000007S",
    "1d, PT24H",
    "0, PT0S",
    ".5s, PT0.5S"
  })
  void readsNumbersWithUnits(String text, Duration span) {
    assertThat(Spans.parse(text)).isEqualTo(span);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "s", "-1s", "1x", "1s2", "1 s", "1..2s", "99999999999999d"})
  void refusesWhatIsNoDuration(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Spans.parse(text))
        .withMessageContaining("300ms")
        .withMessageEndingWith("not '" + text + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.000000007S, 0.01µs",
    "PT0.000123S, 123µs",
    "PT0.0012345S, 1.23ms",
    "PT0.0123S, 12.3ms",
    "PT1.5S, 1.50s",
    "PT90S, 1m30s"
  })
  void writesThreeDigitsInTheUnitThatFits(Duration span, String text) {
    assertThat(Spans.text(span)).isEqualTo(text);
  }
}
