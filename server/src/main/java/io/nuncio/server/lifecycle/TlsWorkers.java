package io.nuncio.server.lifecycle;

import io.nuncio.server.transport.HandshakeWorkers;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// The threads for handshakes: one for two cores, so that whoever connects cannot take the machine
/// from those who are connected. For each of them 512 new handshakes wait at most, which is more
/// than it can do before clients give up; more are refused. Safe from any thread.
final class TlsWorkers implements HandshakeWorkers, AutoCloseable {
  private static final int MAX_NEW_WAITING = 512;
  private static final int MAX_WAITING = 2 * MAX_NEW_WAITING;

  private final int count;
  private final ThreadPoolExecutor threads;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong submitted = new AtomicLong();

  TlsWorkers(int cores) {
    threads = WorkerThreads.forHalfOf(cores, "tls");
    count = threads.getCorePoolSize();
  }

  /// A step and its turn.
  private record Turn(Runnable step, boolean begun, long number, AtomicInteger waiting)
      implements Runnable, Comparable<Turn> {
    @Override
    public void run() {
      waiting.decrementAndGet();
      step.run();
    }

    @Override
    public int compareTo(Turn other) {
      int order = Boolean.compare(other.begun, begun);
      return order != 0 ? order : Long.compare(number, other.number);
    }
  }

  @Override
  public boolean submit(Runnable step, boolean begun) {
    int most = count * (begun ? MAX_WAITING : MAX_NEW_WAITING);
    if (waiting.incrementAndGet() > most || threads.isShutdown()) {
      waiting.decrementAndGet();
      return false;
    }
    threads.execute(new Turn(step, begun, submitted.getAndIncrement(), waiting));
    return true;
  }

  /// Gives up those that wait.
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
