package io.nuncio.config.conf;

import java.math.BigDecimal;
import java.time.Duration;

/// A length of time as Go writes it: `1h30m`, `1.5s`, `250ms`, with the units h, m, s, ms, us and
/// ns.
public sealed interface ConfDuration {
  /// The text is a duration.
  record Valid(Duration duration) implements ConfDuration {}

  /// The text is none.
  ///
  /// @param mistake why, without the text itself
  record Invalid(String mistake) implements ConfDuration {}

  /// Reads `text`, which may have a sign; a zero needs no unit. No duration is longer than 292
  /// years.
  static ConfDuration parse(String text) {
    return new DurationReader(text).read();
  }

  /// `duration` as Go prints it: `2m0s`, `1.5s`, `250ms`.
  static String text(Duration duration) {
    long nanos = duration.toNanos();
    long most = Math.absExact(nanos);
    String sign = nanos < 0 ? "-" : "";
    if (most == 0) {
      return "0s";
    }
    if (most < 1_000) {
      return sign + most + "ns";
    }
    if (most < 1_000_000) {
      return sign + decimal(most, 1_000) + "µs";
    }
    if (most < 1_000_000_000) {
      return sign + decimal(most, 1_000_000) + "ms";
    }
    long minutes = most / 60_000_000_000L;
    String seconds = decimal(most % 60_000_000_000L, 1_000_000_000) + "s";
    if (minutes == 0) {
      return sign + seconds;
    }
    String hours = minutes < 60 ? "" : minutes / 60 + "h";
    return sign + hours + minutes % 60 + "m" + seconds;
  }

  /// `number` divided by `unit`, a power of ten, without zeros at the end.
  private static String decimal(long number, long unit) {
    return BigDecimal.valueOf(number)
        .divide(BigDecimal.valueOf(unit))
        .stripTrailingZeros()
        .toPlainString();
  }
}
