package io.nuncio.config.conf;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Reads one duration by the rules of Go's `time.ParseDuration`.
final class DurationReader {
  private static final ConfDuration MALFORMED =
      new ConfDuration.Invalid("expected a duration such as 30s, 1h30m or 250ms");
  private static final ConfDuration NO_UNIT =
      new ConfDuration.Invalid("a duration needs a unit: h, m, s, ms, us or ns");
  private static final ConfDuration TOO_LONG =
      new ConfDuration.Invalid("a duration is at most 292 years");

  private final String text;
  private int at;
  private @Nullable ConfDuration mistake;

  DurationReader(String text) {
    this.text = text;
  }

  ConfDuration read() {
    boolean negative = text.startsWith("-");
    at = negative || text.startsWith("+") ? 1 : 0;
    if (at == text.length()) {
      return MALFORMED;
    }
    if (text.substring(at).equals("0")) {
      return new ConfDuration.Valid(Duration.ZERO);
    }
    long nanos = 0;
    try {
      while (at < text.length() && mistake == null) {
        nanos = Math.addExact(nanos, readPart());
      }
    } catch (ArithmeticException overflow) {
      return TOO_LONG;
    }
    return mistake != null
        ? mistake
        : new ConfDuration.Valid(Duration.ofNanos(negative ? -nanos : nanos));
  }

  /// One number and its unit, in nanoseconds; 0 after a mistake.
  private long readPart() {
    int from = at;
    skipDigits();
    var whole = text.substring(from, at);
    int pointAt = at;
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      skipDigits();
    }
    var fraction = pointAt == at ? "" : text.substring(pointAt + 1, at);
    if (whole.isEmpty() && fraction.isEmpty()) {
      mistake = MALFORMED;
      return 0;
    }
    long unitNanos = readUnit();
    if (unitNanos == 0) {
      mistake = NO_UNIT;
      return 0;
    }
    long nanos = Math.multiplyExact(number(whole), unitNanos);
    return Math.addExact(nanos, nanos(fraction, unitNanos));
  }

  private static long number(String digits) {
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      value = Math.addExact(Math.multiplyExact(value, 10), digits.charAt(i) - '0');
    }
    return value;
  }

  /// The digits behind a point, as many as 63 bits hold; more make no difference.
  private static long nanos(String fraction, long unitNanos) {
    double scale = 1;
    long value = 0;
    for (int i = 0; i < fraction.length() && value < Long.MAX_VALUE / 10; i++) {
      value = value * 10 + (fraction.charAt(i) - '0');
      scale *= 10;
    }
    return (long) (value * (unitNanos / scale));
  }

  /// The length of the unit, or 0 if it is none.
  private long readUnit() {
    int from = at;
    while (at < text.length() && text.charAt(at) != '.' && !isDigit(text.charAt(at))) {
      at++;
    }
    return switch (text.substring(from, at)) {
      case "ns" -> 1;
      // The micro sign, and the Greek letter that looks like it.
      case "us", "\u00B5s", "\u03BCs" -> 1_000;
      case "ms" -> 1_000_000;
      case "s" -> 1_000_000_000;
      case "m" -> 60_000_000_000L;
      case "h" -> 3_600_000_000_000L;
      default -> 0;
    };
  }

  private void skipDigits() {
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
