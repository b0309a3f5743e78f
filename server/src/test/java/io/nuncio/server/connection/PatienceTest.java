package io.nuncio.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceTest {
  private static final long PAUSE_OF_A_COLLECTOR = Duration.ofMillis(199).toNanos();

  @ParameterizedTest
  @CsvSource({"0, 0", "750, 0", "751, 1", "875, 51", "999, 100", "1000, 100", "5000, 100"})
  void pressureGrowsInTheLastQuarter(long pendingBytes, int pressure) {
    assertThat(Patience.pressure(PAUSE_OF_A_COLLECTOR, pendingBytes, 1000)).isEqualTo(pressure);
  }

  @Test
  void nobodyWaitsForAPeerThatTookNothingForLonger() {
    assertThat(Patience.pressure(PAUSE_OF_A_COLLECTOR + 1_000_000, 1000, 1000)).isZero();
  }

  @Test
  void whereMemoryIsShortItMayStayForHalfASecond() {
    assertThat(Patience.isGone(Duration.ofMillis(499).toNanos())).isFalse();
    assertThat(Patience.isGone(Duration.ofMillis(500).toNanos())).isTrue();
  }
}
