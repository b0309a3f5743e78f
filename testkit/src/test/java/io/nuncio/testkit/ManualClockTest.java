package io.nuncio.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ManualClockTest {
  @Test
  void standsStillUntilMoved() {
    var clock = new ManualClock();

    assertThat(clock.instant()).isEqualTo(ManualClock.START);
    assertThat(clock.nanos()).isZero();
  }

  @Test
  void movesWallTimeAndNanosTogether() {
    var clock = new ManualClock();

    clock.advance(Duration.ofMillis(1_500));

    assertThat(clock.instant()).isEqualTo(ManualClock.START.plusMillis(1_500));
    assertThat(clock.nanos()).isEqualTo(1_500_000_000L);
  }

  @Test
  void refusesToRunBackwards() {
    var clock = new ManualClock();

    assertThatThrownBy(() -> clock.advance(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
