package io.nuncio.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.config.FailureDelay;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuessesTest {
  private static final FailureDelay RULE =
      new FailureDelay(
          3, Duration.ofMinutes(1), Duration.ofMillis(100), Duration.ofMillis(500), false);
  private static final String ADDRESS = "203.0.113.7";

  private final Guesses guesses = new Guesses();
  private long nowNanos = 1_000;

  private long begin() {
    return guesses.begin(ADDRESS, RULE, nowNanos);
  }

  private Duration failed() {
    return Duration.ofNanos(guesses.failed(ADDRESS, RULE, nowNanos));
  }

  private void failTimes(int times) {
    for (int i = 0; i < times; i++) {
      begin();
      failed();
    }
  }

  @Test
  void firstFailuresCostNothingAndEachFurtherOneTwiceAsMuchUpToTheLongestDelay() {
    failTimes(2);

    assertThat(failed()).isEqualTo(Duration.ZERO);
    assertThat(failed()).isEqualTo(Duration.ofMillis(100));
    assertThat(failed()).isEqualTo(Duration.ofMillis(200));
    assertThat(failed()).isEqualTo(Duration.ofMillis(400));
    assertThat(failed()).isEqualTo(Duration.ofMillis(500));
    assertThat(failed()).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void failuresAreForgottenAfterTheirTime() {
    failTimes(5);

    nowNanos += RULE.per().toNanos();

    assertThat(failed()).isEqualTo(Duration.ZERO);
  }

  @Test
  void otherAddressesAreFree() {
    failTimes(100);

    assertThat(guesses.begin("203.0.113.8", RULE, nowNanos)).isZero();
    assertThat(guesses.failed("203.0.113.8", RULE, nowNanos)).isZero();
    assertThat(guesses.isSuspect(ADDRESS)).isTrue();
    assertThat(guesses.isSuspect("203.0.113.9")).isFalse();
  }

  @Test
  void failedChecksKeepTheirPlacesUntilTheirDelayIsOver() {
    failTimes(3 + Guesses.SLOTS);

    assertThat(begin()).isPositive();
    nowNanos += RULE.max().toNanos();
    assertThat(begin()).isZero();
  }

  @Test
  void checkThatSucceedsGivesItsPlaceToTheNextAtOnce() {
    failTimes(4);
    for (int i = 1; i < Guesses.SLOTS; i++) {
      assertThat(begin()).isZero();
    }
    assertThat(begin()).describedAs("all places are taken").isPositive();

    guesses.withdrawn(ADDRESS);

    assertThat(begin()).isZero();
  }

  /// The most that somebody learns who comes by as many connections as there can be.
  @Test
  void guessesComeNoFasterThanThePlacesAreFreed() {
    failTimes(3);
    int tried = 0;
    int seconds = 30;
    for (int millis = 0; millis < seconds * 1000; millis++) {
      while (tried < 10_000 && begin() == 0) {
        tried++;
        failed();
      }
      nowNanos += Duration.ofMillis(1).toNanos();
    }

    // Two rounds of places in a second, and the few before the delay had grown.
    assertThat(tried).isBetween(Guesses.SLOTS, Guesses.SLOTS * (2 * seconds + 3));
  }

  @ParameterizedTest
  @CsvSource({
    // one owner has the first half of an IPv6 address
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::9, true",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:3:3:4:5:6, false",
    "203.0.113.7, 203.0.113.70, false",
  })
  void addressIsWhatOneOwnerHas(String guesser, String other, boolean same) {
    guesses.failed(guesser, RULE, nowNanos);

    assertThat(guesses.isSuspect(other)).isEqualTo(same);
  }

  @Test
  void forgetsTheAddressThatFailedLongestAgoWhenThereAreTooMany() {
    for (int i = 0; i <= Guesses.MAX_ADDRESSES; i++) {
      guesses.failed("10." + (i >> 16) + "." + ((i >> 8) & 255) + "." + (i & 255), RULE, nowNanos);
    }

    assertThat(guesses.isSuspect("10.0.0.0")).isFalse();
    assertThat(guesses.isSuspect("10.0.0.1")).isTrue();
  }
}
