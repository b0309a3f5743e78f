package io.nuncio.conformance.load;

import java.time.Duration;

/// Something that goes on beside the test, on a thread of its own.
final class Background {
  private final Thread thread;

  /// Does not begin yet.
  Background(String name, Runnable task) {
    thread = Thread.ofPlatform().name(name).daemon().unstarted(task);
  }

  void start() {
    thread.start();
  }

  /// Waits for its end.
  void join() {
    endsWithin(Duration.ofDays(1));
  }

  /// Waits for its end, for `limit` at most.
  boolean endsWithin(Duration limit) {
    try {
      return thread.join(limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + thread.getName(), e);
    }
  }
}
