package io.nuncio.config;

import java.nio.file.Path;

/// Where log lines go.
public sealed interface LogDestination {
  /// Standard error.
  record StandardError() implements LogDestination {}

  /// A file, appended to.
  ///
  /// @param sizeLimitBytes at which the file is put aside and a new one begun; 0 for never
  /// @param maxFiles how many log files are kept, the one written to included; 0 for all
  record File(Path path, long sizeLimitBytes, int maxFiles) implements LogDestination {
    /// @throws IllegalArgumentException if a number is negative
    public File {
      if (sizeLimitBytes < 0 || maxFiles < 0) {
        throw new IllegalArgumentException(
            "logfile_size_limit and logfile_max_num are 0 or more, got %d, %d"
                .formatted(sizeLimitBytes, maxFiles));
      }
    }
  }

  /// The syslog of this machine.
  record LocalSyslog() implements LogDestination {}

  /// A syslog that listens on UDP.
  ///
  /// @param host a name or an address, without brackets
  /// @param port from 1 to 65535
  record RemoteSyslog(String host, int port) implements LogDestination {}
}
