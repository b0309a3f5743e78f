package io.nuncio.bench.wire;

import java.io.IOException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Threads that start together and work towards one end. Confined to the thread that made it.
public final class Crew implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 180;

  /// What one thread does.
  @FunctionalInterface
  public interface Task {
    /// Returns when done.
    ///
    /// @throws IOException if a connection fails
    /// @throws InterruptedException if it is to stop before
    void run() throws IOException, InterruptedException;
  }

  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("load-", 1).factory());
  private final CompletionService<Boolean> tasks = new ExecutorCompletionService<>(threads);
  private final CountDownLatch start = new CountDownLatch(1);
  private int unfinished;

  /// Adds a thread, which waits for [#start()].
  public void add(Task task) {
    var _ =
        tasks.submit(() -> {
          start.await();
          task.run();
          return true;
        });
    unfinished++;
  }

  /// Lets all threads go.
  public void start() {
    start.countDown();
  }

  /// Waits until all threads are done.
  ///
  /// @throws IOException if one of them failed, or they take more than three minutes
  public void await() throws IOException, InterruptedException {
    await(unfinished);
  }

  /// Waits until so many of the threads are done.
  ///
  /// @throws IOException if one of them failed, or they take more than three minutes
  public void await(int count) throws IOException, InterruptedException {
    for (int i = 0; i < count; i++) {
      var done = tasks.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (done == null) {
        throw new IOException("not over after " + PATIENCE_SECONDS + " seconds");
      }
      unfinished--;
      try {
        done.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof WrongBytesException wrong) {
          throw wrong;
        }
        throw new IOException(reason(e), e);
      }
    }
  }

  private static String reason(Throwable failure) {
    var last = failure;
    for (var cause = last.getCause(); cause != null; cause = cause.getCause()) {
      last = cause;
    }
    return String.valueOf(last.getMessage());
  }

  /// Interrupts the threads that are left, which closes the connections they use.
  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
