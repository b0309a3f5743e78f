package io.nuncio.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What a configuration file, or the flags over it, say about the log, before one destination wins
/// over another.
///
/// @param file null for none
/// @param remoteSyslog null for none
record LogSettings(
    boolean debug,
    LogConfig.Trace trace,
    LogConfig.Time time,
    int maxTracedBytes,
    @Nullable Path file,
    long sizeLimitBytes,
    int maxFiles,
    boolean syslog,
    LogDestination.@Nullable RemoteSyslog remoteSyslog) {

  static LogSettings defaults() {
    return new LogSettings(
        false, LogConfig.Trace.OFF, LogConfig.Time.LOCAL, 0, null, 0, 0, false, null);
  }

  LogConfig log() {
    return new LogConfig(debug, trace, destination(), time, maxTracedBytes);
  }

  /// A file comes before a remote syslog, that before a local one, and standard error is last.
  private LogDestination destination() {
    if (file != null) {
      return new LogDestination.File(file, sizeLimitBytes, maxFiles);
    }
    if (remoteSyslog != null) {
      return remoteSyslog;
    }
    return syslog ? new LogDestination.LocalSyslog() : new LogDestination.StandardError();
  }
}
