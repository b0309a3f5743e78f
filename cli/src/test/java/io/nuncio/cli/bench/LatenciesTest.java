package io.nuncio.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.nuncio.testkit.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatenciesTest {
  @Test
  void knowsNothingAtFirst() {
    var latencies = new Latencies();

    assertThat(latencies.count()).isZero();
    assertThat(latencies.least()).isZero();
    assertThat(latencies.average()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0, 1, 127, 128, 255, 256, 257, 1_000_000, 3_600_000_000_000L, Long.MAX_VALUE})
  void everyValueIsFoundAgain(long nanos) {
    var latencies = new Latencies();
    latencies.add(nanos);

    assertThat(latencies.percentile(50)).isEqualTo(nanos);
    assertThat(latencies.most()).isEqualTo(nanos);
    assertThat(latencies.countUpTo(nanos)).isEqualTo(1);
  }

  @Test
  void percentilesAreExactToOnePercent() {
    RandomGenerator random = Seed.random("percentiles");
    long[] values = random.longs(10_000, 0, 1L << random.nextInt(1, 50)).toArray();
    var latencies = new Latencies();
    for (long value : values) {
      latencies.add(value);
    }
    Arrays.sort(values);

    for (double percent : new double[] {1, 50, 90, 99, 99.9, 100}) {
      long exact = values[(int) Math.ceil(values.length * percent / 100) - 1];
      assertThat(latencies.percentile(percent)).isCloseTo(exact, withPercentage(1));
    }
  }

  @Test
  void countsUpToAPowerOfTwoExactly() {
    var latencies = new Latencies();
    for (long value : new long[] {1_000, 1_023, 1_024, 5_000}) {
      latencies.add(value);
    }

    assertThat(latencies.countUpTo(1_023)).isEqualTo(2);
    assertThat(latencies.countUpTo(8_191)).isEqualTo(4);
  }

  @Test
  void takesInAnothers() {
    var one = new Latencies();
    one.add(10);
    var other = new Latencies();
    other.add(30);

    one.add(other);

    assertThat(one.count()).isEqualTo(2);
    assertThat(one.least()).isEqualTo(10);
    assertThat(one.most()).isEqualTo(30);
    assertThat(one.average()).isEqualTo(20);
    assertThat(one.percentile(99)).isEqualTo(30);
  }
}
