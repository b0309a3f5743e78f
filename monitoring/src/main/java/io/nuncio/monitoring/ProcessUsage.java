package io.nuncio.monitoring;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// What this process takes from the machine. Safe from any thread.
final class ProcessUsage {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Duration LEAST_INTERVAL = Duration.ofSeconds(1);

  private final ProcessHandle process = ProcessHandle.current();

  @GuardedBy("this")
  private Instant last;

  @GuardedBy("this")
  private Duration lastCpu = Duration.ZERO;

  @GuardedBy("this")
  private double percent;

  /// @param memoryBytes of this process in memory; of the Java heap where the system does not tell
  /// @param cpuPercent since the last sample, 100 for one core
  record Sample(long memoryBytes, double cpuPercent) {}

  /// @param start of the process
  ProcessUsage(Instant start) {
    last = start;
  }

  /// What it is at `now`. The processor's part is measured anew after a second or more.
  Sample sample(Instant now) {
    return new Sample(memoryBytes(), cpuPercent(now));
  }

  private synchronized double cpuPercent(Instant now) {
    Duration interval = Duration.between(last, now);
    if (interval.compareTo(LEAST_INTERVAL) >= 0) {
      Duration cpu = process.info().totalCpuDuration().orElse(Duration.ZERO);
      double part = (double) cpu.minus(lastCpu).toNanos() / interval.toNanos();
      percent = Math.max(0, Math.round(part * 1000) / 10.0);
      last = now;
      lastCpu = cpu;
    }
    return percent;
  }

  private static long memoryBytes() {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith("VmRSS:")) {
          return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
    } catch (IOException | NumberFormatException notLinux) {
      // Said by the heap then.
    }
    return Runtime.getRuntime().totalMemory();
  }
}
