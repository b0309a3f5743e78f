package io.nuncio.cli.bench;

import io.nuncio.cli.connection.Connections;
import io.nuncio.cli.connection.Session;
import io.nuncio.cli.outside.CommandFailure;
import io.nuncio.cli.outside.Outside;
import io.nuncio.cli.outside.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

/// Lets several clients work at once: connects all of them, then begins.
final class Load {
  private static final long PROGRESS_MILLIS = 100;
  private static final int BAR = 40;

  private final Connections connections;
  private final Outside outside;
  private final BenchFlags flags;
  private final LongAdder done = new LongAdder();

  /// What one client does.
  interface Worker {
    /// Says that everything is ready before it begins, and counts what is done.
    void work(Session session, Runnable ready, LongAdder done) throws InterruptedException;
  }

  Load(Connections connections, Outside outside, BenchFlags flags) {
    this.connections = connections;
    this.outside = outside;
    this.flags = flags;
  }

  /// Runs all workers to their end, each with a connection of its own.
  ///
  /// @return how long they took from the moment that all were ready, in nanoseconds
  /// @throws CommandFailure if one of them fails
  long run(List<? extends Worker> workers) throws InterruptedException {
    List<Session> sessions = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(workers.size(), Load::daemon);
    try {
      for (int i = 0; i < workers.size(); i++) {
        sessions.add(connections.open());
      }
      var ready = new CountDownLatch(workers.size());
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < workers.size(); i++) {
        Worker worker = workers.get(i);
        Session session = sessions.get(i);
        running.add(threads.submit(() -> work(worker, session, ready)));
      }
      ready.await();
      long start = outside.time().nanos();
      for (Future<?> each : running) {
        await(each);
      }
      long took = outside.time().nanos() - start;
      wipe();
      return Math.max(1, took);
    } finally {
      threads.shutdownNow();
      sessions.forEach(Session::close);
    }
  }

  private Void work(Worker worker, Session session, CountDownLatch ready)
      throws InterruptedException {
    var once =
        new Runnable() {
          private boolean said;

          @Override
          public void run() {
            if (!said) {
              said = true;
              ready.countDown();
            }
          }
        };
    try {
      worker.work(
          session,
          () -> {
            once.run();
            awaitAll(ready);
          },
          done);
    } finally {
      once.run();
    }
    return null;
  }

  private static void awaitAll(CountDownLatch ready) {
    try {
      ready.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "bench");
    thread.setDaemon(true);
    return thread;
  }

  private void await(Future<?> worker) throws InterruptedException {
    while (true) {
      try {
        worker.get(PROGRESS_MILLIS, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException goesOn) {
        show();
      } catch (ExecutionException e) {
        wipe();
        if (e.getCause() instanceof CommandFailure failure) {
          throw failure;
        }
        Throwable cause = e.getCause();
        throw CommandFailure.of(
            "a client failed: " + CommandFailure.reason(cause == null ? e : cause));
      }
    }
  }

  private boolean shown() {
    return flags.progress() && outside.terminal().ends().errors();
  }

  /// A bar that the next one overwrites.
  private void show() {
    if (shown()) {
      long now = done.sum();
      int full = (int) Math.min(BAR, BAR * now / flags.messages());
      String bar = "=".repeat(full) + " ".repeat(BAR - full);
      outside.terminal().overwrite("[" + bar + "] " + Spans.count(now));
    }
  }

  private void wipe() {
    if (shown()) {
      outside.terminal().overwrite("");
    }
  }
}
