package io.nuncio.app;

import io.nuncio.server.events.Level;
import java.time.Instant;

/// What was logged, and when.
///
/// @param reopens whether this is no line, but the wish to open the log file anew at this place
record LogLine(Instant time, Level level, String text, boolean reopens) {
  /// A line.
  LogLine(Instant time, Level level, String text) {
    this(time, level, text, false);
  }
}
