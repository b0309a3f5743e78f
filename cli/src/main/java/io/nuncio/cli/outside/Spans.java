package io.nuncio.cli.outside;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Durations as people write and read them: `300ms`, `1.5s`, `1m30s`, `2h`.
public final class Spans {
  private static final List<Unit> UNITS =
      List.of(
          new Unit("ms", 1_000_000L),
          new Unit("us", 1_000L),
          new Unit("µs", 1_000L),
          new Unit("ns", 1L),
          new Unit("s", 1_000_000_000L),
          new Unit("m", 60_000_000_000L),
          new Unit("h", 3_600_000_000_000L),
          new Unit("d", 86_400_000_000_000L));

  private record Unit(String name, long nanos) {}

  private Spans() {}

  /// Reads a duration.
  ///
  /// @throws IllegalArgumentException if it is none; the message says what is expected
  public static Duration parse(String text) {
    String rest = text.strip();
    if (rest.equals("0")) {
      return Duration.ZERO;
    }
    BigDecimal nanos = BigDecimal.ZERO;
    do {
      int digits = 0;
      while (digits < rest.length()
          && (isDigit(rest.charAt(digits)) || rest.charAt(digits) == '.')) {
        digits++;
      }
      Unit unit = unit(rest.substring(digits), text);
      nanos =
          nanos.add(
              number(rest.substring(0, digits), text).multiply(BigDecimal.valueOf(unit.nanos)));
      rest = rest.substring(digits + unit.name.length());
    } while (!rest.isEmpty());
    if (nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 2)) > 0) {
      throw wrong(text);
    }
    return Duration.ofNanos(nanos.longValue());
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static Unit unit(String rest, String text) {
    return UNITS.stream()
        .filter(unit -> rest.startsWith(unit.name))
        .findFirst()
        .orElseThrow(() -> wrong(text));
  }

  private static BigDecimal number(String digits, String text) {
    try {
      return new BigDecimal(digits);
    } catch (NumberFormatException none) {
      throw wrong(text);
    }
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "a duration is a number with a unit, such as 300ms, 1.5s or 1m30s, not '" + text + "'");
  }

  /// A duration in the unit that fits it, with three digits or four.
  public static String text(Duration span) {
    long nanos = span.toNanos();
    if (nanos >= 60_000_000_000L) {
      return span.toMinutes() + "m" + span.toSecondsPart() + "s";
    }
    if (nanos >= 1_000_000_000L) {
      return scaled(nanos, 1e9) + "s";
    }
    return nanos >= 1_000_000L ? scaled(nanos, 1e6) + "ms" : scaled(nanos, 1e3) + "µs";
  }

  private static String scaled(long nanos, double unit) {
    double value = nanos / unit;
    int decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
  }

  /// A number with separators: `1,234,567`.
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
