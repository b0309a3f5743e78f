package io.nuncio.app;

import io.nuncio.config.LogConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Lines as text, many of them in one write, to a target that may be put aside when it is full.
final class TextLog implements LogTarget {
  private static final int WRITE_AT_CHARS = 64 * 1024;

  private final TextTarget target;
  private final InstantSource clock;
  private final StringBuilder text = new StringBuilder();
  private LineFormat format;
  private int pendingLines;
  private long lost;

  /// @param target closed with this
  TextLog(TextTarget target, LineFormat format, InstantSource clock) {
    this.target = target;
    this.format = format;
    this.clock = clock;
  }

  @Override
  public void write(LogLine line) {
    format.append(line, text);
    pendingLines++;
    if (text.length() >= WRITE_AT_CHARS || text.length() > target.room()) {
      flushText();
      rotateIfFull();
    }
  }

  @Override
  public void follow(LogConfig wanted) {
    format = LineFormat.of(wanted);
  }

  @Override
  public void flush() {
    boolean logged = pendingLines > 0;
    if (flushText() && logged) {
      rotateIfFull();
      flushText();
    }
  }

  @Override
  public long takeLost() {
    long taken = lost;
    lost = 0;
    return taken;
  }

  @Override
  public void reopen(Instant now) {
    flushText();
    say(target.reopen(now));
  }

  /// Called behind lines that were logged, never for a notice alone, so that no limit is too small.
  private void rotateIfFull() {
    if (target.room() < 0) {
      say(target.rotate(clock.instant()));
    }
  }

  private void say(List<LogLine> notices) {
    for (LogLine notice : notices) {
      format.append(notice, text);
    }
  }

  private boolean flushText() {
    int lines = pendingLines;
    pendingLines = 0;
    if (text.isEmpty()) {
      return true;
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    text.setLength(0);
    try {
      target.write(bytes);
      return true;
    } catch (IOException targetRefuses) {
      lost += lines;
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    target.close();
  }
}
