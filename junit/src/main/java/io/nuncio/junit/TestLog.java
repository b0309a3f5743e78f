package io.nuncio.junit;

import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;

/// Lines of one server, by the same [System.Logger] that an embedded one has. What it tells while
/// it starts, of addresses and of who is let in, is the test's own doing: those lines are for
/// DEBUG.
final class TestLog implements LogSink {
  private final System.Logger logger = System.getLogger("io.nuncio.server");
  private volatile boolean started;

  /// From now on lines have the level that they are given.
  void serverStarted() {
    started = true;
  }

  @Override
  public void log(Level level, String text) {
    logger.log(levelOf(level), text);
  }

  @Override
  public boolean isEnabled(Level level) {
    return logger.isLoggable(levelOf(level));
  }

  private System.Logger.Level levelOf(Level level) {
    return switch (level) {
      case FATAL, ERROR -> System.Logger.Level.ERROR;
      case WARN -> started ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG;
      case INFO -> started ? System.Logger.Level.INFO : System.Logger.Level.DEBUG;
      case DEBUG -> System.Logger.Level.DEBUG;
      case TRACE -> System.Logger.Level.TRACE;
    };
  }
}
