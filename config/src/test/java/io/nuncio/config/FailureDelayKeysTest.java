package io.nuncio.config;

import static io.nuncio.config.Understood.accepted;
import static io.nuncio.config.Understood.mistakes;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `auth_failure_delay`.
class FailureDelayKeysTest {
  private static final String ALL =
      "auth_failure_delay { after: 3, per: \"2m\", min: \"200ms\", max: \"4s\", loopback: true }";

  @Test
  void standsAtTheTopOrInAuthorization() {
    var delay =
        new FailureDelay(
            3, Duration.ofMinutes(2), Duration.ofMillis(200), Duration.ofSeconds(4), true);

    assertThat(accepted(ALL).config().failureDelay()).isEqualTo(delay);
    assertThat(accepted("authorization { " + ALL + " }").config().failureDelay()).isEqualTo(delay);
  }

  @Test
  void whatIsNotSaidIsTheDefault() {
    assertThat(accepted("auth_failure_delay {}").config()).isEqualTo(ServerConfig.defaults());
    assertThat(accepted("auth_failure_delay { after: 5 }").config().failureDelay().per())
        .isEqualTo(Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "false", "no", "\"off\"", "\"false\""})
  void isSwitchedOff(String written) {
    assertThat(accepted("auth_failure_delay: " + written).config().failureDelay())
        .isEqualTo(FailureDelay.off());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "auth_failure_delay: on | expected a block { } or off",
        "auth_failure_delay: 5 | expected a block { } or off",
        "auth_failure_delay: \"\" | expected a block { } or off",
        "auth_failure_delay { after: -1 } | auth_failure_delay.after: expected a number from 0",
        "auth_failure_delay { per: \"0s\" } | auth_failure_delay.per: expected more than zero",
        "auth_failure_delay { min: \"-1s\" } | auth_failure_delay.min: expected more than zero",
        "auth_failure_delay { max: \"61m\" } | auth_failure_delay.max: expected more than zero and at",
        "auth_failure_delay { min: \"3s\" } | max (2s) is less than min (3s)",
        "auth_failure_delay { max: soon } | auth_failure_delay.max:",
        "auth_failure_delay { loopback: 1 } | auth_failure_delay.loopback: expected true or false",
        "auth_failure_delay { afer: 1 } | unknown field \"afer\"",
        "auth_failure_delay {}, authorization { auth_failure_delay: off } | twice",
      })
  void valueOutOfItsRangeIsRefused(String text, String reason) {
    assertThat(mistakes(text))
        .singleElement()
        .asString()
        .startsWith("nats.conf:1:")
        .contains(reason);
  }
}
