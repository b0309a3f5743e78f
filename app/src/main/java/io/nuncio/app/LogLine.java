package io.nuncio.app;

import io.nuncio.server.events.Level;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What was logged, and when.
///
/// @param instead what to do at this place in the log, which then is no line; null for a line
record LogLine(Instant time, Level level, String text, @Nullable Runnable instead) {
  /// A line.
  LogLine(Instant time, Level level, String text) {
    this(time, level, text, null);
  }

  /// Something to do when its turn comes.
  static LogLine turn(Runnable action) {
    return new LogLine(Instant.EPOCH, Level.INFO, "", action);
  }
}
