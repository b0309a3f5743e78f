package io.nuncio.app;

import io.nuncio.config.LogConfig;
import java.io.Closeable;
import java.time.Instant;

/// Where log lines go. Confined to the thread that writes the log, once that runs.
///
/// No method throws when a line cannot be written: a log has no place to say so but itself.
interface LogTarget extends Closeable {
  /// Takes a line, and may keep it back until [#flush()].
  void write(LogLine line);

  /// Writes the lines from now on in the format that `wanted` wants; to the same place.
  void follow(LogConfig wanted);

  /// Writes what was kept back.
  void flush();

  /// How many of the lines taken since the last call are lost.
  long takeLost();

  /// Lets go of what was opened and opens what now has its name, where that makes sense.
  void reopen(Instant now);
}
