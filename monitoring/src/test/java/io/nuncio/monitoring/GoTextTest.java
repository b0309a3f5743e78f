package io.nuncio.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoTextTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-22T03:48:51.777430842Z, 2026-11-22T03:48:51.777430842Z",
    "2026-11-22T03:48:51.770Z, 2026-11-22T03:48:51.77Z",
    "2026-11-22T03:48:51.000000001Z, 2026-11-22T03:48:51.000000001Z",
    "2026-11-22T03:48:00Z, 2026-11-22T03:48:00Z",
  })
  void timesHaveAsManyDigitsAsThereAre(Instant time, String text) {
    assertThat(GoText.time(time)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "-5, 0s",
    "0, 0s",
    "59, 59s",
    "60, 1m0s",
    "3600, 1h0m0s",
    "3661, 1h1m1s",
    "86400, 1d0h0m0s",
    "31536000, 1y0d0h0m0s",
    "34304461, 1y32d1h1m1s",
  })
  void uptimeNamesEveryUnitBelowTheLargest(long seconds, String text) {
    assertThat(GoText.uptime(Duration.ofSeconds(seconds).plusMillis(seconds < 0 ? 0 : 999)))
        .isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 0s",
    "0, 0s",
    "999, 999ns",
    "1000, 1µs",
    "544321, 544µs",
    "1000000, 1ms",
    "1500000, 1.5ms",
    "1000001, 1.000001ms",
    "1000000000, 1s",
    "2000000050, 2.00000005s",
    "61000000000, 1m1s",
    "3600500000000, 1h0m0.5s",
  })
  void roundTripIsAGoDuration(long nanos, String text) {
    assertThat(GoText.roundTrip(Duration.ofNanos(nanos))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "2, 2",
    "0.5, 0.5",
    "0.16666666666666666, 0.16666666666666666",
    "1.0E-4, 0.00010",
    "9007199254740991, 9007199254740991",
    "NaN, 0",
  })
  void numbersHaveNoExponent(double number, String text) {
    assertThat(GoText.number(number)).isEqualTo(text);
  }
}
