package io.nuncio.app;

import io.nuncio.server.events.Level;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// Lines as nats-server writes them: `[4242] 2026/11/21 19:31:29.251847 [INF] Server is ready`.
///
/// Written by hand, because a formatter of the JDK costs milliseconds when it is first used.
final class LogLineFormat implements LineFormat {
  private static final int NANOS_PER_MICRO = 1000;
  private static final String HEX = "0123456789abcdef";

  private final String prefix;
  private final @Nullable ZoneId zone;
  private final boolean coloured;

  /// @param zone whose local time is written; null leaves the times out
  /// @param coloured whether levels are coloured for a terminal
  LogLineFormat(long pid, @Nullable ZoneId zone, boolean coloured) {
    this.prefix = "[" + pid + "] ";
    this.zone = zone;
    this.coloured = coloured;
  }

  /// Control characters become escapes: what a client sends can neither forge a line nor steer the
  /// terminal that shows it.
  @Override
  public void append(LogLine line, StringBuilder out) {
    out.append(prefix);
    if (zone != null) {
      appendTime(LocalDateTime.ofInstant(line.time(), zone), out);
    }
    appendLevel(line.level(), out);
    appendText(line.text(), out);
    out.append('\n');
  }

  private static void appendTime(LocalDateTime time, StringBuilder out) {
    appendDigits(time.getYear(), 4, out);
    appendDigits(time.getMonthValue(), 2, out.append('/'));
    appendDigits(time.getDayOfMonth(), 2, out.append('/'));
    appendDigits(time.getHour(), 2, out.append(' '));
    appendDigits(time.getMinute(), 2, out.append(':'));
    appendDigits(time.getSecond(), 2, out.append(':'));
    appendDigits(time.getNano() / NANOS_PER_MICRO, 6, out.append('.'));
    out.append(' ');
  }

  static void appendDigits(int number, int digits, StringBuilder out) {
    int divisor = 1;
    for (int i = 1; i < digits; i++) {
      divisor *= 10;
    }
    for (; divisor > 0; divisor /= 10) {
      out.append((char) ('0' + number / divisor % 10));
    }
  }

  private void appendLevel(Level level, StringBuilder out) {
    out.append('[');
    if (coloured) {
      out.append("\u001b[").append(colour(level)).append('m');
    }
    out.append(label(level));
    if (coloured) {
      out.append("\u001b[0m");
    }
    out.append("] ");
  }

  private static String label(Level level) {
    return switch (level) {
      case FATAL -> "FTL";
      case ERROR -> "ERR";
      case WARN -> "WRN";
      case INFO -> "INF";
      case DEBUG -> "DBG";
      case TRACE -> "TRC";
    };
  }

  private static String colour(Level level) {
    return switch (level) {
      case FATAL, ERROR -> "31";
      case WARN -> "0;93";
      case INFO -> "32";
      case DEBUG -> "36";
      case TRACE -> "33";
    };
  }

  /// Appends `text` with its control characters, but for tabs, as escapes.
  static void appendText(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isISOControl(c) || c == '\t') {
        out.append(c);
      } else if (c == '\n') {
        out.append("\\n");
      } else if (c == '\r') {
        out.append("\\r");
      } else {
        out.append("\\x").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
      }
    }
  }
}
