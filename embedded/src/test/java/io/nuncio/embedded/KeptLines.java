package io.nuncio.embedded;

import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Keeps all lines but those of the protocol.
final class KeptLines implements LogSink {
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();

  List<String> all() {
    return List.copyOf(lines);
  }

  @Override
  public void log(Level level, String text) {
    lines.add(level + " " + text);
  }

  @Override
  public boolean isEnabled(Level level) {
    return level != Level.TRACE;
  }
}
