package io.nuncio.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CpuClockTest {
  // As coarse as the clock that the JDK reads.
  private static final Duration TICKS = Duration.ofMillis(40);
  private static final long BURNT_NANOS = 50_000_000;

  @Test
  void goesOnWhileTheProcessWorks() {
    var clock = CpuClock.of(ProcessHandle.current());
    long before = clock.nanos();
    long threadBefore = ownNanos();

    while (ownNanos() - threadBefore < BURNT_NANOS) {
      Thread.onSpinWait();
    }

    assertThat(clock.nanos() - before).isGreaterThanOrEqualTo(BURNT_NANOS);
  }

  @Test
  void countsAnotherProcessByItsOwnTime() {
    var parent = ProcessHandle.current().parent().orElseThrow();
    var before = parent.info().totalCpuDuration().orElseThrow();

    var counted = Duration.ofNanos(CpuClock.of(parent).nanos());

    assertThat(counted)
        .isBetween(before.minus(TICKS), parent.info().totalCpuDuration().orElseThrow().plus(TICKS));
  }

  private static long ownNanos() {
    return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
