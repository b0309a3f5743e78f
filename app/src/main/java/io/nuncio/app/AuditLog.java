package io.nuncio.app;

import io.nuncio.server.events.EventSink;
import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;
import io.nuncio.server.events.ServerEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Keeps in a file what happens, a JSON object a line, if that is wanted.
///
/// [#on] hands the event to the thread `audit` and returns, as a log does: [LineWriter]. That
/// clients were refused and have gone, which strangers can cause as often as they like, is the
/// first to be left out when the file cannot keep up.
///
/// [#follow] and [#close] belong to one thread; the rest is safe from any.
final class AuditLog implements EventSink, AutoCloseable {
  /// The texts of lines are whole objects already.
  static final LineFormat LINES = (line, out) -> out.append(line.text()).append('\n');

  private final InstantSource clock;
  private final LogSink log;
  private volatile @Nullable LineWriter writer;

  private AuditLog(InstantSource clock, LogSink log) {
    this.clock = clock;
    this.log = log;
  }

  /// Starts with `file`.
  ///
  /// @param file null keeps nothing
  /// @param log is told what goes wrong with the file
  /// @throws IOException if it cannot be opened; the message names it and the reason
  static AuditLog open(@Nullable Path file, InstantSource clock, LogSink log) throws IOException {
    var audit = new AuditLog(clock, log);
    audit.follow(audit.openTarget(file));
    return audit;
  }

  /// Opens `file` for [#follow].
  ///
  /// @return null for no file
  /// @throws IOException if it cannot be opened; the message names it and the reason
  @Nullable LogTarget openTarget(@Nullable Path file) throws IOException {
    return file == null ? null : new TextLog(new AuditFile(file, log), LINES, clock);
  }

  /// Goes on in `target`, behind what was kept before.
  ///
  /// @param target null ends it
  void follow(@Nullable LogTarget target) {
    LineWriter running = writer;
    if (target == null) {
      close();
    } else if (running != null) {
      running.goOnIn(target);
    } else {
      var started = new LineWriter("audit", target, clock, AuditFormat::dropped);
      started.start();
      writer = started;
    }
  }

  @Override
  public void on(ServerEvent event) {
    LineWriter running = writer;
    if (running != null) {
      boolean byStrangers =
          event instanceof ServerEvent.ClientRefused || event instanceof ServerEvent.ClientGone;
      int room = byStrangers ? LineWriter.CAPACITY / 4 * 3 : LineWriter.CAPACITY;
      // Written as JSON by the thread that writes: a first time costs 10 ms.
      running.write(
          LogLine.turn(target ->
              target.write(new LogLine(event.time(), Level.INFO, AuditFormat.text(event)))),
          room);
    }
  }

  /// Opens the file again by its name: for who has renamed it. Returns at once.
  void reopen() {
    LineWriter running = writer;
    if (running != null) {
      running.reopen();
    }
  }

  /// Waits until what happened is written, for two seconds at most.
  @Override
  public void close() {
    LineWriter running = writer;
    writer = null;
    if (running != null) {
      running.close();
    }
  }
}
