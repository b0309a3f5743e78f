package io.nuncio.conformance.load;

import java.time.Duration;

/// How long the scenarios last.
final class LoadSettings {
  private LoadSettings() {}

  /// `usual`, or `shorter` if `-Dnuncio.load.short=true`.
  static Duration span(Duration usual, Duration shorter) {
    return Boolean.getBoolean("nuncio.load.short") ? shorter : usual;
  }
}
