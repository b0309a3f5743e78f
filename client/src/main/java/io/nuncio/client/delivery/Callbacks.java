package io.nuncio.client.delivery;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Where the application's code runs: an executor that it gave, else virtual threads, else threads
/// that are there only while there is work.
///
/// Safe from any thread.
public final class Callbacks implements AutoCloseable {
  private static final int MOST_THREADS = 1_024;

  private final String name;
  private final @Nullable ExecutorService executor;
  private final @Nullable ThreadPoolExecutor own;

  private Callbacks(
      String name, @Nullable ExecutorService executor, @Nullable ThreadPoolExecutor own) {
    this.name = name;
    this.executor = executor;
    this.own = own;
  }

  /// Chooses where to run.
  ///
  /// @param name what threads are called
  /// @param given the application's executor, which it closes itself; null for none
  public static Callbacks named(String name, @Nullable ExecutorService given) {
    if (given != null) {
      return new Callbacks(name, given, null);
    }
    return VirtualThreads.available() ? new Callbacks(name, null, null) : onPlatformThreads(name);
  }

  /// As on a JDK without virtual threads.
  static Callbacks onPlatformThreads(String name) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            0,
            MOST_THREADS,
            100,
            TimeUnit.MILLISECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    return new Callbacks(name, pool, pool);
  }

  /// Whether a task may wait for long at no cost.
  public boolean mayStay() {
    return executor == null;
  }

  /// Runs a task on a thread other than this; drops it if there is no place for it any more.
  public void execute(Runnable task) {
    if (executor == null) {
      VirtualThreads.start(name, task);
      return;
    }
    try {
      executor.execute(task);
    } catch (RejectedExecutionException closed) {
      // the application ended its executor, or the connection is closed
    }
  }

  /// Runs something that waits, on a thread other than this.
  ///
  /// @return completes with what comes of it
  public CompletableFuture<Boolean> call(Callable<Boolean> work) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    execute(() -> {
      try {
        done.complete(work.call());
      } catch (Exception e) {
        done.completeExceptionally(e);
      }
    });
    return done;
  }

  /// Ends the threads that this made, once their tasks are done.
  @Override
  public void close() {
    if (own != null) {
      own.shutdown();
    }
  }
}
