package io.nuncio.server.lifecycle;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The threads for checks that take long: one for two cores, so that guessing cannot take the
/// machine. 256 checks wait at most; more are refused with `RejectedExecutionException`.
final class AuthWorkers {
  private static final int MAX_WAITING = 256;
  private static final int IDLE_SECONDS = 10;

  private AuthWorkers() {}

  static ThreadPoolExecutor create(int cores) {
    int threads = Math.max(1, cores / 2);
    AtomicInteger created = new AtomicInteger();
    ThreadPoolExecutor workers =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            task ->
                Thread.ofPlatform()
                    .daemon()
                    .name("auth-" + created.incrementAndGet())
                    .unstarted(task));
    workers.allowCoreThreadTimeOut(true);
    return workers;
  }
}
