package io.nuncio.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What a configuration file, or the flags over it, say about the log, before one destination wins
/// over another.
///
/// @param file null for none
/// @param remoteSyslog null for none
/// @param auditLog null for none
record LogSettings(
    boolean debug,
    LogConfig.Trace trace,
    LogConfig.Time time,
    int maxTracedBytes,
    @Nullable Path file,
    long sizeLimitBytes,
    int maxFiles,
    boolean syslog,
    LogDestination.@Nullable RemoteSyslog remoteSyslog,
    LogConfig.Format format,
    @Nullable Path auditLog) {

  /// What a format can be, in words.
  static final String FORMATS = "text or json";

  /// The format of this name, in any case; null if there is none.
  static LogConfig.@Nullable Format format(String name) {
    if (name.equalsIgnoreCase("text")) {
      return LogConfig.Format.TEXT;
    }
    return name.equalsIgnoreCase("json") ? LogConfig.Format.JSON : null;
  }

  /// How a format is called in a file.
  static String name(LogConfig.Format format) {
    return format == LogConfig.Format.JSON ? "json" : "text";
  }

  static LogSettings defaults() {
    return new LogSettings(
        false,
        LogConfig.Trace.OFF,
        LogConfig.Time.LOCAL,
        0,
        null,
        0,
        0,
        false,
        null,
        LogConfig.Format.TEXT,
        null);
  }

  LogConfig log() {
    return new LogConfig(debug, trace, destination(), time, format, maxTracedBytes, auditLog);
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
