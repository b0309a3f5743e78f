package io.nuncio.embedded;

import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;

/// Writes lines by the JVM's own logging, whatever stands behind that: its configuration says which
/// levels are wanted.
final class SystemLoggerSink implements LogSink {
  private static final String NAME = "io.nuncio.server";

  private final System.Logger logger = System.getLogger(NAME);

  @Override
  public void log(Level level, String text) {
    logger.log(levelOf(level), text);
  }

  @Override
  public boolean isEnabled(Level level) {
    return logger.isLoggable(levelOf(level));
  }

  private static System.Logger.Level levelOf(Level level) {
    return switch (level) {
      case FATAL, ERROR -> System.Logger.Level.ERROR;
      case WARN -> System.Logger.Level.WARNING;
      case INFO -> System.Logger.Level.INFO;
      case DEBUG -> System.Logger.Level.DEBUG;
      case TRACE -> System.Logger.Level.TRACE;
    };
  }
}
