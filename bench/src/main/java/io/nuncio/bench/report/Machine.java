package io.nuncio.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What the numbers were measured on.
///
/// @param processor its model
/// @param cores how many this process may use
/// @param memoryMegabytes of the whole machine; 0 where the system does not tell
/// @param system kernel and its version
public record Machine(String processor, int cores, long memoryMegabytes, String system) {
  /// This one.
  public static Machine here() throws IOException {
    return new Machine(
        field(Path.of("/proc/cpuinfo"), "model name", System.getProperty("os.arch")),
        Runtime.getRuntime().availableProcessors(),
        Long.parseLong(field(Path.of("/proc/meminfo"), "MemTotal", "0").replaceAll("\\D", ""))
            / 1024,
        System.getProperty("os.name") + " " + System.getProperty("os.version"));
  }

  private static String field(Path file, String key, String otherwise) throws IOException {
    List<String> lines = Files.isReadable(file) ? Files.readAllLines(file) : List.of();
    return lines.stream()
        .filter(line -> line.startsWith(key) && line.contains(":"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(otherwise);
  }

  @Override
  public String toString() {
    return "%s, %d cores, %,d MB, %s".formatted(processor, cores, memoryMegabytes, system);
  }
}
