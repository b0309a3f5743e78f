package io.nuncio.bench.measure;

import java.time.Duration;

/// The processor time that one process has used since its start, user and system together.
@FunctionalInterface
public interface CpuClock {
  /// Nanoseconds so far. What the clock of a process that is gone says is left open.
  long nanos();

  /// The finest clock of `process` that this system has: nanoseconds on Linux, elsewhere as fine as
  /// [ProcessHandle.Info#totalCpuDuration()] is.
  static CpuClock of(ProcessHandle process) {
    if (System.getProperty("os.name").equals("Linux")) {
      return new LinuxCpuClock(process.pid());
    }
    return () -> process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }
}
