package io.nuncio.server.lifecycle;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// How many clients there are on all loops together. Safe from any thread.
final class ClientCount {
  private final AtomicInteger clients = new AtomicInteger();
  private final AtomicReference<@Nullable Runnable> whenNone = new AtomicReference<>();

  /// Counts one more.
  ///
  /// @return false if that is more than `most`; it is counted all the same, until it has been sent
  ///   away
  boolean add(int most) {
    return clients.incrementAndGet() <= most;
  }

  /// Counts one less.
  void remove() {
    if (clients.decrementAndGet() == 0) {
      tell();
    }
  }

  int clients() {
    return clients.get();
  }

  /// Runs `action` once, as soon as there is nobody left: now, if there is nobody.
  void whenNone(Runnable action) {
    whenNone.set(action);
    if (clients.get() == 0) {
      tell();
    }
  }

  private void tell() {
    Runnable action = whenNone.getAndSet(null);
    if (action != null) {
      action.run();
    }
  }
}
