package io.nuncio.app;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/// Values as JSON writes them, for logs: what stands for itself stays readable, and nothing in it
/// can end a line or steer a terminal.
///
/// Not that of module `wire`, which escapes `<` and `>` as clients expect, and leaves control
/// characters beyond ASCII as they are.
final class LogJson {
  private static final String HEX = "0123456789abcdef";
  private static final int NANOS_PER_MICRO = 1000;

  private LogJson() {}

  /// Appends `text` as a string. Half of a surrogate pair, which is no text, becomes U+FFFD.
  static void appendQuoted(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
        appendControl(c, out);
      } else if (!Character.isSurrogate(c)) {
        out.append(c);
      } else if (isPair(text, i)) {
        out.append(c).append(text.charAt(++i));
      } else {
        out.append('\ufffd');
      }
    }
    out.append('"');
  }

  private static boolean isPair(String text, int at) {
    return at + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
  }

  private static void appendControl(char c, StringBuilder out) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(HEX.charAt(c >> shift & 15));
        }
      }
    }
  }

  /// Appends `instant` as RFC 3339 writes it, with microseconds, such as
  /// `2026-11-21T18:31:29.051847Z`.
  static void appendTime(Instant instant, ZoneId zone, StringBuilder out) {
    var time = LocalDateTime.ofInstant(instant, zone);
    LogLineFormat.appendDigits(time.getYear(), 4, out);
    LogLineFormat.appendDigits(time.getMonthValue(), 2, out.append('-'));
    LogLineFormat.appendDigits(time.getDayOfMonth(), 2, out.append('-'));
    LogLineFormat.appendDigits(time.getHour(), 2, out.append('T'));
    LogLineFormat.appendDigits(time.getMinute(), 2, out.append(':'));
    LogLineFormat.appendDigits(time.getSecond(), 2, out.append(':'));
    LogLineFormat.appendDigits(time.getNano() / NANOS_PER_MICRO, 6, out.append('.'));
    out.append(zone.getRules().getOffset(instant).getId());
  }
}
