package io.nuncio.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringTokenizer;

/// How busy the whole machine is, as Linux counts it.
public final class ProcessorLoad {
  private static final Path STATISTICS = Path.of("/proc/stat");

  private ProcessorLoad() {}

  /// The share of all cores that others than this process kept busy over the next second, from 0 to
  /// 1; 0 where the system does not tell.
  ///
  /// @throws IOException if the counters cannot be read
  /// @throws InterruptedException if this thread is interrupted
  public static double overOneSecond() throws IOException, InterruptedException {
    if (!Files.exists(STATISTICS)) {
      return 0;
    }
    var own = CpuClock.of(ProcessHandle.current());
    long start = Clock.nanos();
    long ownBefore = own.nanos();
    var before = Ticks.of(Files.readAllLines(STATISTICS).getFirst());
    Clock.pause(1000);
    double all = Ticks.of(Files.readAllLines(STATISTICS).getFirst()).busySince(before);
    double available =
        (double) (Clock.nanos() - start) * Runtime.getRuntime().availableProcessors();
    return Math.max(0, all - (own.nanos() - ownBefore) / available);
  }

  /// Counters of all cores together.
  ///
  /// @param idle ticks in which a core had nothing to do
  /// @param total all ticks
  record Ticks(long idle, long total) {
    /// Reads the first line of `/proc/stat`.
    static Ticks of(String line) {
      var words = new StringTokenizer(line);
      words.nextToken();
      long idle = 0;
      long total = 0;
      for (int i = 0; i < 8 && words.hasMoreTokens(); i++) {
        long ticks = Long.parseLong(words.nextToken());
        total += ticks;
        // The fourth is idle, the fifth idle while a disk works.
        if (i == 3 || i == 4) {
          idle += ticks;
        }
      }
      return new Ticks(idle, total);
    }

    double busySince(Ticks before) {
      long ticks = total - before.total;
      return ticks <= 0 ? 0 : 1 - (idle - before.idle) / (double) ticks;
    }
  }
}
