package io.nuncio.server.connection;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// How much all clients together may make the server keep: what waits for them, and what they have
/// sent a part of. Safe from any thread.
///
/// ```
///                limit            + 1/8                      + 1/4              + 3/8
///  all is well ────┼─────────────────┼──────────────────────────┼──────────────────┼──────────
///                  │ who stands still │ who keeps the average    │ and who has sent │ who keeps
///                  │ is cut, the      │ or more, and who sends   │ a part of a      │ anything
///                  │ others slowed    │ a large message, is cut  │ message          │ is cut
/// ```
public final class MemoryBudget {
  private final long limitBytes;
  private final AtomicLong usedBytes = new AtomicLong();
  private final AtomicInteger holders = new AtomicInteger();

  /// @param limitBytes greater than zero
  public MemoryBudget(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /// Counts what somebody makes the server keep: `after` where it was `before`.
  void change(long before, long after) {
    if (before == after) {
      return;
    }
    if (before == 0) {
      holders.incrementAndGet();
    } else if (after == 0) {
      holders.decrementAndGet();
    }
    usedBytes.addAndGet(after - before);
  }

  boolean isExceeded() {
    return usedBytes.get() > limitBytes;
  }

  /// Whether so much is used that slowing down has not helped.
  boolean isPressing() {
    return usedBytes.get() > limitBytes + limitBytes / 8;
  }

  /// Whether `bytes` is the average of what those keep who keep anything, or more.
  boolean isLargeShare(long bytes) {
    return bytes * holders.get() >= usedBytes.get();
  }

  /// Whether so much is used that nobody may send a part of a message and keep it here.
  boolean isExhausted() {
    return usedBytes.get() > limitBytes + limitBytes / 4;
  }

  /// Whether so much is used that nobody can be spared.
  boolean isOverflowing() {
    return usedBytes.get() > limitBytes + limitBytes / 8 * 3;
  }

  /// How much may be kept.
  public long limitBytes() {
    return limitBytes;
  }

  /// How much is kept at present.
  public long usedBytes() {
    return usedBytes.get();
  }
}
