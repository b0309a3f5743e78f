package io.nuncio.bench.workload;

/// How much is sent.
public enum Scale {
  /// As much as a page of results needs.
  FULL,
  /// A third of it, to see roughly.
  SHORT;

  /// This share of so many messages.
  public int of(int messages) {
    return this == FULL ? messages : Math.max(1, messages / 3);
  }

  /// One of the two.
  public int pick(int full, int less) {
    return this == FULL ? full : less;
  }
}
