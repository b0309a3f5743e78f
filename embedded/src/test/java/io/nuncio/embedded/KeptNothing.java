package io.nuncio.embedded;

import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;

/// Wants no lines.
final class KeptNothing implements LogSink {
  @Override
  public void log(Level level, String text) {}

  @Override
  public boolean isEnabled(Level level) {
    return false;
  }
}
