package io.nuncio.app;

import io.nuncio.server.events.Level;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What was logged, and when.
///
/// @param instead what to do with the target at this place, which then is no line; null for a line
record LogLine(Instant time, Level level, String text, @Nullable Consumer<LogTarget> instead) {
  /// A line.
  LogLine(Instant time, Level level, String text) {
    this(time, level, text, null);
  }

  /// Something to do when its turn comes.
  static LogLine turn(Consumer<LogTarget> action) {
    return new LogLine(Instant.EPOCH, Level.INFO, "", action);
  }
}
