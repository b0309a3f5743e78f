package io.nuncio.server.lifecycle;

import io.nuncio.auth.HashWorkers;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// The threads for checks that take long: one for two cores, so that guessing cannot take the
/// machine. 256 checks wait at most, or 256 short ones in place of each, half of them suspect ones,
/// which come last; more are given up. Short checks come before long ones. Safe from any thread.
final class AuthWorkers implements HashWorkers, AutoCloseable {
  /// How many short checks count as one.
  private static final int SHORT_CHECKS = 256;

  private static final int MAX_WAITING = 256 * SHORT_CHECKS;
  private static final int MAX_SUSPECTS_WAITING = MAX_WAITING / 2;

  private final ThreadPoolExecutor threads;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong submitted = new AtomicLong();
  private final AtomicLong overflows = new AtomicLong();

  AuthWorkers(int cores) {
    threads = WorkerThreads.forHalfOf(cores, "auth");
  }

  /// A comparison and its turn.
  ///
  /// @param effort how much of the room it takes while it waits
  private record Turn(
      Runnable comparison, boolean suspect, int effort, long number, AtomicInteger waiting)
      implements Runnable, Comparable<Turn> {
    @Override
    public void run() {
      waiting.addAndGet(-effort);
      comparison.run();
    }

    @Override
    public int compareTo(Turn other) {
      if (suspect != other.suspect) {
        return suspect ? 1 : -1;
      }
      return effort != other.effort
          ? Integer.compare(effort, other.effort)
          : Long.compare(number, other.number);
    }
  }

  @Override
  public boolean submit(Runnable comparison, boolean suspect) {
    return submit(comparison, suspect, SHORT_CHECKS);
  }

  @Override
  public boolean submitShort(Runnable comparison, boolean suspect) {
    return submit(comparison, suspect, 1);
  }

  private boolean submit(Runnable comparison, boolean suspect, int effort) {
    int most = suspect ? MAX_SUSPECTS_WAITING : MAX_WAITING;
    if (waiting.addAndGet(effort) > most || threads.isShutdown()) {
      waiting.addAndGet(-effort);
      overflows.incrementAndGet();
      return false;
    }
    threads.execute(new Turn(comparison, suspect, effort, submitted.getAndIncrement(), waiting));
    return true;
  }

  /// How many comparisons were given up because too many waited.
  long overflows() {
    return overflows.get();
  }

  /// Gives up those that wait.
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
