package io.nuncio.server.events;

/// Where log lines go. Called from event loops: an implementation never blocks and never throws.
///
/// Safe from any thread.
public interface LogSink {
  /// Writes one line; what it does when it cannot keep up is the implementation's to say.
  void log(Level level, String text);

  /// Whether lines of `level` are wanted, so that costly ones need not be made.
  boolean isEnabled(Level level);
}
