package io.nuncio.monitoring;

import java.util.concurrent.atomic.AtomicLong;

/// How many bytes all answers under way may hold together. Safe from any thread.
final class BodyBudget {
  private final long limitBytes;
  private final AtomicLong heldBytes = new AtomicLong();

  BodyBudget(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /// @throws RefusedException if there is no room
  void take(long bytes) {
    if (heldBytes.addAndGet(bytes) > limitBytes) {
      heldBytes.addAndGet(-bytes);
      throw new RefusedException(
          503, "the answer is too large: ask for less of it, with limit= and offset=");
    }
  }

  void giveBack(long bytes) {
    heldBytes.addAndGet(-bytes);
  }

  long heldBytes() {
    return heldBytes.get();
  }
}
