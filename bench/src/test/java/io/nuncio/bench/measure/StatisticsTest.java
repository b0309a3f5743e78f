package io.nuncio.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  @Test
  void medianOfAnOddNumberIsTheMiddle() {
    assertThat(Statistics.median(List.of(9.0, 1.0, 4.0))).isEqualTo(4);
  }

  @Test
  void medianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
    assertThat(Statistics.median(List.of(8.0, 1.0, 4.0, 2.0))).isEqualTo(3);
  }

  @Test
  void medianOfNothingIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Statistics.median(List.of()));
  }

  @Test
  void spreadIsTheDistanceOfTheExtremesAsAShareOfTheMedian() {
    assertThat(Statistics.spread(List.of(0.4, 0.5, 0.6))).isCloseTo(0.4, within(1e-9));
  }

  @Test
  void ratiosPairTheRounds() {
    assertThat(Statistics.ratios(List.of(1.0, 6.0), List.of(2.0, 3.0, 4.0)))
        .containsExactly(0.5, 2.0);
  }

  @Test
  void percentilesAreThoseOfAllTrips() {
    var latencies = new Latencies(100);
    for (int i = 100; i > 0; i--) {
      latencies.add(i * 1_000L);
    }

    assertThat(List.of(latencies.micros(0.5), latencies.micros(0.99))).containsExactly(51.0, 100.0);
  }

  @Test
  void tripsBeyondTheAnnouncedNumberAreLeftOut() {
    var latencies = new Latencies(1);
    latencies.add(1_000);

    latencies.add(2_000);

    assertThat(latencies.count()).isEqualTo(1);
  }

  @Test
  void aCoreThatWaitsForADiskIsNotBusy() {
    var before = ProcessorLoad.Ticks.of("cpu  100 0 100 700 100 0 0 0 0 0");

    var after = ProcessorLoad.Ticks.of("cpu  110 0 115 750 125 0 0 0 99 99");

    assertThat(after.busySince(before)).isCloseTo(0.25, within(1e-9));
  }
}
