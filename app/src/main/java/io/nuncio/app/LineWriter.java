package io.nuncio.app;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Takes lines from any thread, and writes them on one of its own.
///
/// [#write] puts a line into a queue and returns; it never waits for the target, so event loops may
/// call it. The queue holds [#CAPACITY] lines, and as many again may be on their way to the target.
/// Lines for which there is no room, and those that the target fails to write, are counted, and as
/// soon as it takes lines again, a notice behind those that were queued says how many they were.
final class LineWriter implements AutoCloseable {
  /// Lines that wait at most.
  static final int CAPACITY = 8192;

  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

  /// The line that says that others are missing.
  interface Notice {
    /// Makes it.
    ///
    /// @param missing how many
    LogLine of(Instant now, long missing);
  }

  private final InstantSource clock;
  private final Notice notice;
  private final Thread thread;

  /// Confined to the thread, once that runs.
  private LogTarget target;

  private final Object lock = new Object();
  // The five below are guarded by the lock.
  private List<LogLine> queued = new ArrayList<>();
  private List<LogLine> spare = new ArrayList<>();
  private long dropped;
  private boolean closed;
  private boolean reopening;

  /// @param thread what the thread is called
  /// @param target closed by [#close()]
  LineWriter(String thread, LogTarget target, InstantSource clock, Notice notice) {
    this.clock = clock;
    this.notice = notice;
    this.target = target;
    this.thread = Thread.ofPlatform().name(thread).daemon().unstarted(this::writeUntilClosed);
  }

  void start() {
    thread.start();
  }

  /// Takes `line` unless `room` lines wait already.
  ///
  /// @param room [#CAPACITY], or less for what matters less
  void write(LogLine line, int room) {
    synchronized (lock) {
      if (closed || queued.size() >= room) {
        dropped++;
        return;
      }
      queued.add(line);
      if (queued.size() == 1) {
        lock.notifyAll();
      }
    }
  }

  /// Lets the target open its file again, behind the lines written before.
  void reopen() {
    synchronized (lock) {
      if (closed || reopening) {
        return;
      }
      reopening = true;
      queued.add(LogLine.turn(now -> now.reopen(clock.instant())));
      lock.notifyAll();
    }
  }

  /// Does something with the target, behind the lines written before; there is always room for it.
  void then(Consumer<LogTarget> action) {
    synchronized (lock) {
      queued.add(LogLine.turn(action));
      lock.notifyAll();
    }
  }

  /// Goes on in `other`, behind the lines written before, and closes the target so far.
  void goOnIn(LogTarget other) {
    then(before -> {
      before.flush();
      closeQuietly(before);
      target = other;
    });
  }

  /// Waits until what is queued is written, but not for a target that is stuck: two seconds at
  /// most.
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
    try {
      thread.join(CLOSE_WITHIN);
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
    closeQuietly(target);
  }

  private static void closeQuietly(LogTarget target) {
    try {
      target.close();
    } catch (IOException nothingIsLost) {
      // What was written is with the operating system.
    }
  }

  /// Blocks until there is something to write.
  ///
  /// @return null when the writer is closed and all of it written
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
      Consumer<LogTarget> instead = line.instead();
      if (instead == null) {
        target.write(line);
      } else {
        instead.accept(target);
      }
    }
    long missing = lost + batch.droppedBehind() + target.takeLost();
    if (missing == 0) {
      target.flush();
      return target.takeLost();
    }
    target.write(notice.of(clock.instant(), missing));
    target.flush();
    // With the notice, which is the last line, those before it in the same write are lost as well.
    long lostAgain = target.takeLost();
    return lostAgain == 0 ? 0 : missing + lostAgain - 1;
  }

  /// @param droppedBehind lines that were written after these and found no room
  private record Batch(List<LogLine> lines, long droppedBehind) {}
}
