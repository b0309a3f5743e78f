package io.nuncio.server.connection;

/// How long, and how much, publishers wait for a peer that takes less than they send.
final class Patience {
  /// What all peers together having too much counts for.
  static final int BUDGET_PRESSURE = 50;

  /// For how long publishers wait for a peer that takes nothing. Longer would hold up the others
  /// for one that is gone; 200 ms is what G1, the garbage collector of most Java programs, may stop
  /// its program for unless told otherwise.
  private static final long WAITED_FOR_NANOS = 200_000_000;

  /// How long a peer may take nothing while memory is short.
  private static final long GONE_NANOS = 500_000_000;

  private static final int FULL = 100;

  private Patience() {}

  /// Whether a peer that took nothing for so long has to go when memory is short.
  static boolean isGone(long idleNanos) {
    return idleNanos >= GONE_NANOS;
  }

  /// How much publishers should slow down for a peer: 0, not at all, up to three quarters of what
  /// may be pending; 100 when all of it is.
  ///
  /// @param idleNanos since it took something
  static int pressure(long idleNanos, long pendingBytes, long maxPendingBytes) {
    long threshold = maxPendingBytes / 4 * 3;
    return idleNanos >= WAITED_FOR_NANOS || pendingBytes <= threshold
        ? 0
        : (int)
            Math.min(FULL, 1 + (pendingBytes - threshold) * FULL / (maxPendingBytes - threshold));
  }
}
