package io.nuncio.app;

import io.nuncio.server.events.Level;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// Lines as JSON objects:
/// `{"time":"2026-11-21T19:31:29.251847+01:00","level":"info","pid":4242,"msg":"Server is ready"}`.
final class JsonLineFormat implements LineFormat {
  private final long pid;
  private final @Nullable ZoneId zone;

  /// @param zone whose local time is written; null leaves the times out
  JsonLineFormat(long pid, @Nullable ZoneId zone) {
    this.pid = pid;
    this.zone = zone;
  }

  @Override
  public void append(LogLine line, StringBuilder out) {
    out.append('{');
    if (zone != null) {
      out.append("\"time\":\"");
      LogJson.appendTime(line.time(), zone, out);
      out.append("\",");
    }
    out.append("\"level\":\"").append(name(line.level()));
    out.append("\",\"pid\":").append(pid).append(",\"msg\":");
    LogJson.appendQuoted(line.text(), out);
    out.append("}\n");
  }

  private static String name(Level level) {
    return switch (level) {
      case FATAL -> "fatal";
      case ERROR -> "error";
      case WARN -> "warn";
      case INFO -> "info";
      case DEBUG -> "debug";
      case TRACE -> "trace";
    };
  }
}
