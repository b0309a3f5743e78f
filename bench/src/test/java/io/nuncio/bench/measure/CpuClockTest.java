package io.nuncio.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CpuClockTest {
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

    long own = CpuClock.of(ProcessHandle.current()).nanos();

    assertThat(CpuClock.of(parent).nanos()).isNotEqualTo(own);
  }

  private static long ownNanos() {
    return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
