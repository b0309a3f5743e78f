package io.nuncio.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What is logged, and where to.
///
/// @param debug whether debugging lines are written
/// @param trace whether every protocol line is written
/// @param file appended to; null for standard error
/// @param time how the time of a line is written
/// @param sizeLimitBytes at which the file is put aside and a new one begun; 0 for never
/// @param maxFiles how many log files are kept, the one written to included; 0 for all
/// @param maxTracedBytes after which a traced payload is cut; 0 for never
public record LogConfig(
    boolean debug,
    boolean trace,
    @Nullable Path file,
    Time time,
    long sizeLimitBytes,
    int maxFiles,
    int maxTracedBytes) {

  /// How the time of a line is written.
  public enum Time {
    /// In the time zone of the machine.
    LOCAL,
    UTC,
    /// Not at all.
    NONE
  }

  /// @throws IllegalArgumentException if a number is negative
  public LogConfig {
    if (sizeLimitBytes < 0 || maxFiles < 0 || maxTracedBytes < 0) {
      throw new IllegalArgumentException(
          "logfile_size_limit, logfile_max_num and max_traced_msg_len are 0 or more, got %d, %d, %d"
              .formatted(sizeLimitBytes, maxFiles, maxTracedBytes));
    }
  }

  /// Neither debugging nor trace lines, to standard error, in local time.
  public static LogConfig defaults() {
    return of(false, false, null);
  }

  /// With the defaults for all the rest.
  public static LogConfig of(boolean debug, boolean trace, @Nullable Path file) {
    return new LogConfig(debug, trace, file, Time.LOCAL, 0, 0, 0);
  }
}
