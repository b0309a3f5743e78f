package io.nuncio.conformance.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// What Linux says of a process in `/proc`.
///
/// @param rssMebibytes memory that it occupies now
/// @param peakRssMebibytes the most that it has occupied
/// @param openFilesLimit how many files it may have open
record ProcessStatus(long rssMebibytes, long peakRssMebibytes, long openFilesLimit) {
  private static final Path PROC = Path.of("/proc");

  /// Of the process with this id.
  static ProcessStatus of(long pid) {
    return in(PROC.resolve(Long.toString(pid)));
  }

  /// Of this JVM.
  static ProcessStatus own() {
    return in(PROC.resolve("self"));
  }

  private static ProcessStatus in(Path folder) {
    try {
      String status = Files.readString(folder.resolve("status"));
      String limits = Files.readString(folder.resolve("limits"));
      return new ProcessStatus(
          number(status, "VmRSS:\\s+(\\d+) kB") >> 10,
          number(status, "VmHWM:\\s+(\\d+) kB") >> 10,
          number(limits, "Max open files\\s+(\\d+)"));
    } catch (IOException e) {
      throw new UncheckedIOException("the process has ended, or this is not Linux", e);
    }
  }

  /// How many processes want a core, over the last minute, as `/proc/loadavg` has it.
  static String loadAverage() {
    try {
      return Files.readString(PROC.resolve("loadavg")).split(" ", 2)[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long number(String text, String regex) {
    var matcher = Pattern.compile(regex).matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("no match of " + regex + " in " + text);
    }
    return Long.parseLong(matcher.group(1));
  }
}
