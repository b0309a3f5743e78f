package io.nuncio.app;

import io.nuncio.config.LogConfig;
import io.nuncio.config.LogDestination;
import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;
import java.io.IOException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Writes the log, on a thread of its own: `log`.
///
/// [#log] takes the time, hands the line over and returns. A target that cannot keep up costs the
/// least important lines first: from half of [LineWriter#CAPACITY] on no trace and debugging lines
/// are taken, from three quarters on no informational ones, and none at all when it is full. A
/// warning says later how many are missing.
///
/// A file that has grown too large is put aside by the same thread, between two lines, and a file
/// is opened again when its turn in the queue comes.
final class NatsLogWriter implements LogSink, AutoCloseable {
  private final InstantSource clock;
  private final LineWriter writer;

  private volatile LogConfig config;

  /// @param target closed by [#close()]
  NatsLogWriter(LogConfig config, InstantSource clock, LogTarget target) {
    this.config = config;
    this.clock = clock;
    this.writer =
        new LineWriter(
            "log",
            target,
            clock,
            (now, missing) -> new LogLine(now, Level.WARN, missing + " log lines dropped"));
  }

  /// Starts a writer to the destination of `config`.
  ///
  /// @throws IOException if it cannot be opened; the message names it and the reason
  static NatsLogWriter open(LogConfig config, InstantSource clock) throws IOException {
    var writer = new NatsLogWriter(config, clock, LogTargets.open(config, clock));
    writer.start();
    return writer;
  }

  void start() {
    writer.start();
  }

  @Override
  public boolean isEnabled(Level level) {
    return switch (level) {
      case FATAL, ERROR, WARN, INFO -> true;
      case DEBUG -> config.debug();
      case TRACE -> config.trace().on();
    };
  }

  @Override
  public void log(Level level, String line) {
    if (isEnabled(level)) {
      writer.write(new LogLine(clock.instant(), level, line), roomFor(level));
    }
  }

  /// Closes the log file and opens it again by its name, behind the lines logged before: for who
  /// has renamed it. Returns at once.
  void reopen() {
    if (config.destination() instanceof LogDestination.File) {
      writer.reopen();
    } else {
      log(Level.INFO, "File log re-open ignored, not a file logger");
    }
  }

  /// Opens where `wanted` wants the log, for [#follow].
  ///
  /// @throws IOException if it cannot be opened; the message names it and the reason
  LogTarget openTarget(LogConfig wanted) throws IOException {
    return LogTargets.open(wanted, clock);
  }

  /// Takes only what `wanted` wants from now on, and goes on in its format, or in another place,
  /// behind the lines logged before. Returns at once.
  ///
  /// @param other where to go on; the place so far is closed then; null for staying there
  void follow(LogConfig wanted, @Nullable LogTarget other) {
    config = wanted;
    if (other == null) {
      writer.then(target -> target.follow(wanted));
    } else {
      writer.goOnIn(other);
    }
  }

  private static int roomFor(Level level) {
    return switch (level) {
      case FATAL, ERROR, WARN -> LineWriter.CAPACITY;
      case INFO -> LineWriter.CAPACITY / 4 * 3;
      case DEBUG, TRACE -> LineWriter.CAPACITY / 2;
    };
  }

  /// Waits until what is queued is written, but not for a target that is stuck: two seconds at
  /// most.
  @Override
  public void close() {
    writer.close();
  }
}
