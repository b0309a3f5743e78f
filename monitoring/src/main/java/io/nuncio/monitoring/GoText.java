package io.nuncio.monitoring;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/// Times, durations and numbers as nats-server writes them.
final class GoText {
  private static final int NANO_DIGITS = 9;
  private static final long MICRO = 1_000;
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000_000_000;

  private GoText() {}

  /// RFC 3339 in UTC with as many digits behind the second as there are, as Go's `RFC3339Nano`.
  static String time(Instant time) {
    String withoutFraction = Instant.ofEpochSecond(time.getEpochSecond()).toString();
    String fraction = fraction(time.getNano(), NANO_DIGITS);
    return withoutFraction.substring(0, withoutFraction.length() - 1) + fraction + "Z";
  }

  /// How long something has lasted in whole seconds, such as `3d4h5m6s`; a year is 365 days.
  static String uptime(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    long minutes = seconds / 60;
    long hours = minutes / 60;
    long days = hours / 24;
    long years = days / 365;
    var text = new StringBuilder();
    if (years > 0) {
      text.append(years).append('y');
    }
    if (days > 0) {
      text.append(days % 365).append('d');
    }
    if (hours > 0) {
      text.append(hours % 24).append('h');
    }
    if (minutes > 0) {
      text.append(minutes % 60).append('m');
    }
    return text.append(seconds % 60).append('s').toString();
  }

  /// A time there and back as Go writes a duration, such as `544µs` or `1.5s`; below a millisecond
  /// in whole microseconds.
  static String roundTrip(Duration duration) {
    long nanos = Math.max(0, duration.toNanos());
    if (nanos > MICRO && nanos < MILLI) {
      nanos -= nanos % MICRO;
    }
    if (nanos == 0) {
      return "0s";
    }
    if (nanos < MICRO) {
      return nanos + "ns";
    }
    if (nanos < MILLI) {
      return unit(nanos, MICRO, 3) + "µs";
    }
    if (nanos < SECOND) {
      return unit(nanos, MILLI, 6) + "ms";
    }
    long minutes = nanos / SECOND / 60;
    var text = new StringBuilder();
    if (minutes >= 60) {
      text.append(minutes / 60).append('h');
    }
    if (minutes > 0) {
      text.append(minutes % 60).append('m');
    }
    return text.append(unit(nanos % (60 * SECOND), SECOND, NANO_DIGITS)).append('s').toString();
  }

  private static String unit(long nanos, long unit, int digits) {
    return nanos / unit + fraction(nanos % unit, digits);
  }

  /// Empty for 0, else a point and `digits` digits without zeros at the end.
  private static String fraction(long value, int digits) {
    if (value == 0) {
      return "";
    }
    String text = Long.toString(value);
    text = "." + "0".repeat(digits - text.length()) + text;
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, end);
  }

  /// The shortest digits that mean `value`, without an exponent.
  static String number(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return "0";
    }
    return value == Math.rint(value) && Math.abs(value) < 1L << 53
        ? Long.toString((long) value)
        : new BigDecimal(Double.toString(value)).toPlainString();
  }
}
