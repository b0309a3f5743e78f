package io.nuncio.config.conf;

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
}
