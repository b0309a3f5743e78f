package io.nuncio.server.connection;

import java.util.concurrent.atomic.AtomicLong;

/// How much all clients together may make the server keep: what waits for them, and what they have
/// sent a part of. Safe from any thread.
///
/// Above the limit, clients that take nothing are cut first and the others' publishers are slowed;
/// above a quarter more, nobody gets any more.
public final class MemoryBudget {
  private final long limitBytes;
  private final AtomicLong usedBytes = new AtomicLong();

  /// @param limitBytes greater than zero
  public MemoryBudget(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /// Counts `bytes` more, or fewer if they are negative.
  void add(long bytes) {
    usedBytes.addAndGet(bytes);
  }

  boolean isExceeded() {
    return usedBytes.get() > limitBytes;
  }

  /// Whether so much is used that slowing down has not helped.
  boolean isExhausted() {
    return usedBytes.get() > limitBytes + limitBytes / 4;
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
