package io.nuncio.app;

import io.nuncio.config.LogConfig;
import io.nuncio.config.LogDestination;
import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes the log, on a thread of its own.
///
/// [#log] takes the time, puts the line into a queue and returns; it never waits for the sink, so
/// event loops may call it. The thread `log` formats what is queued and writes it at once.
///
/// The queue holds [#CAPACITY] lines, and as many again may be on their way to the sink. A sink
/// that cannot keep up costs the least important lines first: from half full on no trace and
/// debugging lines are taken, from three quarters on no informational ones, and none at all when
/// full. As soon as the sink takes lines again, a warning behind those that were queued says how
/// many were dropped. Lines that the sink fails to write count as dropped.
///
/// A file that has grown too large is put aside by the same thread, between two lines, and a file
/// is opened again when its turn in the queue comes.
final class NatsLogWriter implements LogSink, AutoCloseable {
  /// Lines that wait at most.
  static final int CAPACITY = 8192;

  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

  private final InstantSource clock;
  private final Thread writer;

  private volatile LogConfig config;

  /// Confined to the thread that writes the log, once that runs.
  private LogTarget target;

  private final Object lock = new Object();
  // The five below are guarded by the lock.
  private List<LogLine> queued = new ArrayList<>();
  private List<LogLine> spare = new ArrayList<>();
  private long dropped;
  private boolean closed;
  private boolean reopening;

  /// @param target closed by [#close()]
  NatsLogWriter(LogConfig config, InstantSource clock, LogTarget target) {
    this.config = config;
    this.clock = clock;
    this.target = target;
    this.writer = Thread.ofPlatform().name("log").daemon().unstarted(this::writeUntilClosed);
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
    if (!isEnabled(level)) {
      return;
    }
    var now = clock.instant();
    synchronized (lock) {
      if (closed || queued.size() >= roomFor(level)) {
        dropped++;
        return;
      }
      queued.add(new LogLine(now, level, line));
      if (queued.size() == 1) {
        lock.notifyAll();
      }
    }
  }

  /// Closes the log file and opens it again by its name, behind the lines logged before: for who
  /// has renamed it. Returns at once.
  void reopen() {
    if (!(config.destination() instanceof LogDestination.File)) {
      log(Level.INFO, "File log re-open ignored, not a file logger");
      return;
    }
    synchronized (lock) {
      if (closed || reopening) {
        return;
      }
      reopening = true;
      queued.add(LogLine.turn(() -> target.reopen(clock.instant())));
      lock.notifyAll();
    }
  }

  /// Opens where `wanted` wants the log, for [#follow].
  ///
  /// @throws IOException if it cannot be opened; the message names it and the reason
  LogTarget openTarget(LogConfig wanted) throws IOException {
    return LogTargets.open(wanted, clock);
  }

  /// Takes only what `wanted` wants from now on, and goes on in another place, behind the lines
  /// logged before. Returns at once.
  ///
  /// @param other where to go on; the place so far is closed then; null for staying there
  void follow(LogConfig wanted, @Nullable LogTarget other) {
    config = wanted;
    synchronized (lock) {
      queued.add(LogLine.turn(other == null ? () -> target.follow(wanted) : () -> goOnIn(other)));
      lock.notifyAll();
    }
  }

  private void goOnIn(LogTarget other) {
    target.flush();
    try {
      target.close();
    } catch (IOException nothingIsLost) {
      // What was written is with the operating system.
    }
    target = other;
  }

  private static int roomFor(Level level) {
    return switch (level) {
      case FATAL, ERROR, WARN -> CAPACITY;
      case INFO -> CAPACITY / 4 * 3;
      case DEBUG, TRACE -> CAPACITY / 2;
    };
  }

  /// Waits until what is queued is written, but not for a sink that is stuck: two seconds at most.
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
    try {
      writer.join(CLOSE_WITHIN);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeUntilClosed() {
    long lost = 0;
    for (var batch = nextBatch(); batch != null; batch = nextBatch()) {
      lost = write(batch, lost);
      batch.lines().clear();
    }
    try {
      target.close();
    } catch (IOException nowhereToSaySo) {
      // The log was the place to say it.
    }
  }

  /// Blocks until there is something to write.
  ///
  /// @return null when the log is closed and all of it written
  private @Nullable Batch nextBatch() {
    synchronized (lock) {
      while (queued.isEmpty()) {
        if (closed) {
          return null;
        }
        try {
          lock.wait();
        } catch (InterruptedException nobodyInterruptsThisThread) {
          closed = true;
        }
      }
      var batch = new Batch(queued, dropped);
      queued = spare;
      spare = batch.lines();
      dropped = 0;
      reopening = false;
      return batch;
    }
  }

  /// @param lost lines that could not be written before
  /// @return lines that could not be written and were not accounted for
  private long write(Batch batch, long lost) {
    for (LogLine line : batch.lines()) {
      Runnable instead = line.instead();
      if (instead == null) {
        target.write(line);
      } else {
        instead.run();
      }
    }
    long missing = lost + batch.droppedBehind() + target.takeLost();
    if (missing == 0) {
      target.flush();
      return target.takeLost();
    }
    target.write(new LogLine(clock.instant(), Level.WARN, missing + " log lines dropped"));
    target.flush();
    // With the notice, which is the last line, those before it in the same write are lost as well.
    long lostAgain = target.takeLost();
    return lostAgain == 0 ? 0 : missing + lostAgain - 1;
  }

  /// @param droppedBehind lines that were logged after these and found no room
  private record Batch(List<LogLine> lines, long droppedBehind) {}
}
