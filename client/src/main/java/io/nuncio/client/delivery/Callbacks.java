package io.nuncio.client.delivery;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
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
  /// How many short tasks run at a time where each takes a platform thread; more wait.
  private static final int MOST_SHORT_TASKS = 64;

  private static final long KEEP_MILLIS = 100;

  private final String name;
  private final @Nullable ExecutorService executor;
  private final @Nullable ThreadPoolExecutor own;
  private final @Nullable ThreadPoolExecutor ownShort;

  private Callbacks(
      String name,
      @Nullable ExecutorService executor,
      @Nullable ThreadPoolExecutor own,
      @Nullable ThreadPoolExecutor ownShort) {
    this.name = name;
    this.executor = executor;
    this.own = own;
    this.ownShort = ownShort;
  }

  /// Chooses where to run.
  ///
  /// @param name what threads are called
  /// @param given the application's executor, which it closes itself; null for none
  public static Callbacks named(String name, @Nullable ExecutorService given) {
    if (given != null) {
      return new Callbacks(name, given, null, null);
    }
    return VirtualThreads.available()
        ? new Callbacks(name, null, null, null)
        : onPlatformThreads(name);
  }

  /// As on a JDK without virtual threads.
  static Callbacks onPlatformThreads(String name) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE, // there are no more than dispatchers, and a few
            KEEP_MILLIS,
            TimeUnit.MILLISECONDS,
            new SynchronousQueue<>(),
            task -> daemon(task, name));
    ThreadPoolExecutor shortPool =
        new ThreadPoolExecutor(
            MOST_SHORT_TASKS,
            MOST_SHORT_TASKS,
            KEEP_MILLIS,
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            task -> daemon(task, name));
    shortPool.allowCoreThreadTimeOut(true);
    return new Callbacks(name, pool, pool, shortPool);
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /// Whether a task may wait for long at no cost.
  public boolean mayStay() {
    return executor == null;
  }

  /// Runs a task on a thread other than this.
  ///
  /// @return false if the application's executor refuses it, or this is closed
  public boolean execute(Runnable task) {
    return execute(executor, task);
  }

  /// Runs one of what may be very many tasks that are usually short, elsewhere; here if that is
  /// refused.
  public void finish(Runnable task) {
    if (!execute(ownShort == null ? executor : ownShort, task)) {
      task.run();
    }
  }

  private boolean execute(@Nullable ExecutorService place, Runnable task) {
    if (place == null) {
      VirtualThreads.start(name, task);
      return true;
    }
    try {
      place.execute(task);
      return true;
    } catch (RejectedExecutionException full) {
      return false;
    }
  }

  /// Runs something that waits, on a thread other than this.
  ///
  /// @return completes with what comes of it
  public CompletableFuture<Boolean> call(Callable<Boolean> work) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    boolean taken =
        execute(() -> {
          try {
            done.complete(work.call());
          } catch (Exception e) {
            done.completeExceptionally(e);
          }
        });
    if (!taken) {
      done.completeExceptionally(
          new RejectedExecutionException("the connection's executor takes no more tasks"));
    }
    return done;
  }

  /// Ends the threads that this made, once their tasks are done.
  @Override
  public void close() {
    if (own != null) {
      own.shutdown();
    }
    if (ownShort != null) {
      ownShort.shutdown();
    }
  }
}
