package io.nuncio.server.lifecycle;

import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Threads for what takes too long for an event loop: one for two cores, so that whoever causes the
/// work cannot take the machine from those who are connected.
final class WorkerThreads {
  private static final int IDLE_SECONDS = 10;

  private WorkerThreads() {}

  /// Threads that run what is in front of all that waits, and end when there is nothing for a
  /// while. Tasks are comparable, and bounded by who submits them.
  ///
  /// @param name in front of the number of each
  static ThreadPoolExecutor forHalfOf(int cores, String name) {
    int count = Math.max(1, cores / 2);
    AtomicInteger created = new AtomicInteger();
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            count,
            count,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new PriorityBlockingQueue<>(),
            task ->
                Thread.ofPlatform()
                    .daemon()
                    .name(name + "-" + created.incrementAndGet())
                    .unstarted(task));
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }
}
