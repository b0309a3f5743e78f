package io.nuncio.monitoring;

import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Keeps every line of a log, behind its level. Safe from any thread.
final class RecordedLog implements LogSink {
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

  @Override
  public void log(Level level, String text) {
    lines.add(level + " " + text);
  }

  @Override
  public boolean isEnabled(Level level) {
    return true;
  }

  /// Those that came up to now.
  List<String> lines() {
    return lines;
  }
}
