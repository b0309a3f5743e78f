package io.nuncio.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What is logged, and where to.
///
/// @param debug whether debugging lines are written
/// @param trace which protocol lines are written
/// @param destination where lines go
/// @param time how the time of a line is written
/// @param format what a line looks like
/// @param maxTracedBytes after which a traced payload is cut; 0 for never
/// @param auditLog a file that keeps who came, who went and what changed; null for none
public record LogConfig(
    boolean debug,
    Trace trace,
    LogDestination destination,
    Time time,
    Format format,
    int maxTracedBytes,
    @Nullable Path auditLog) {

  /// Which protocol lines are written.
  ///
  /// @param on whether there are any
  /// @param verbose also those of the server's own account, of which there are none yet
  /// @param headersOnly of a message its headers, and not its payload
  public record Trace(boolean on, boolean verbose, boolean headersOnly) {
    /// None.
    public static final Trace OFF = new Trace(false, false, false);

    /// Every line of clients, whole.
    public static final Trace ON = new Trace(true, false, false);
  }

  /// How the time of a line is written.
  public enum Time {
    /// In the time zone of the machine.
    LOCAL,
    /// The same everywhere.
    UTC,
    /// Not at all.
    NONE
  }

  /// What a line looks like.
  public enum Format {
    /// As nats-server writes it.
    TEXT,
    /// One JSON object.
    JSON
  }

  /// @throws IllegalArgumentException if the number is negative
  public LogConfig {
    if (maxTracedBytes < 0) {
      throw new IllegalArgumentException("max_traced_msg_len is 0 or more, got " + maxTracedBytes);
    }
  }

  /// As nats-server writes it, and without an audit log.
  public LogConfig(
      boolean debug, Trace trace, LogDestination destination, Time time, int maxTracedBytes) {
    this(debug, trace, destination, time, Format.TEXT, maxTracedBytes, null);
  }

  /// The same in another format.
  public LogConfig withFormat(Format other) {
    return new LogConfig(debug, trace, destination, time, other, maxTracedBytes, auditLog);
  }

  /// The same with another audit log, or without one.
  public LogConfig withAuditLog(@Nullable Path other) {
    return new LogConfig(debug, trace, destination, time, format, maxTracedBytes, other);
  }

  /// Neither debugging nor trace lines, to standard error, in local time.
  public static LogConfig defaults() {
    return new LogConfig(false, Trace.OFF, new LogDestination.StandardError(), Time.LOCAL, 0);
  }

  /// To standard error, with debugging and trace lines if so wanted.
  public static LogConfig of(boolean debug, boolean trace) {
    return new LogConfig(
        debug, trace ? Trace.ON : Trace.OFF, new LogDestination.StandardError(), Time.LOCAL, 0);
  }

  /// To a file that is never put aside, with debugging and trace lines if so wanted.
  public static LogConfig toFile(boolean debug, boolean trace, Path file) {
    return new LogConfig(
        debug, trace ? Trace.ON : Trace.OFF, new LogDestination.File(file, 0, 0), Time.LOCAL, 0);
  }
}
