package io.nuncio.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a process keeps in memory, as Linux tells it; zero elsewhere.
///
/// @param pid the process
public record ProcessMemory(long pid) {
  /// Bytes resident now.
  ///
  /// @throws IOException if the process is gone
  public long residentBytes() throws IOException {
    return bytes("VmRSS:");
  }

  /// The most bytes that were ever resident.
  ///
  /// @throws IOException if the process is gone
  public long peakBytes() throws IOException {
    return bytes("VmHWM:");
  }

  private long bytes(String key) throws IOException {
    var status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.exists(Path.of("/proc/self/status"))) {
      return 0;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith(key)) {
        return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    return 0;
  }
}
