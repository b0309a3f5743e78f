package io.nuncio.server.routing;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Matches by subject, for the subjects that come again: two-way set associative, and a subject is
/// let in when it is seen for the second time, so that inboxes used once do not push others out.
/// Confined to its loop.
final class RouteCache {
  private static final int SETS = 4096;

  /// Subscribers in all entries together; each costs about 100 bytes here, mostly for its prefix.
  private static final int MAX_WEIGHT = 256 << 10;

  /// What so many subscribers want takes as long to find as to deliver.
  private static final int MAX_WEIGHT_PER_ENTRY = MAX_WEIGHT / 2;

  private final long seed;
  private final @Nullable Matches[] entries = new @Nullable Matches[2 * SETS];
  private final int[] seenOnce = new int[2 * SETS];
  private int weight;
  private long hits;
  private long misses;

  RouteCache(long seed) {
    this.seed = seed;
  }

  int hash(byte[] bytes, int from, int to) {
    return Hashing.hash(seed, bytes, from, to);
  }

  @Nullable Matches find(int hash, byte[] bytes, int from, int to, long generation) {
    int set = 2 * (hash & (SETS - 1));
    for (int i = set; i <= set + 1; i++) {
      Matches entry = entries[i];
      if (entry != null && entry.isFor(bytes, from, to, generation)) {
        hits++;
        return entry;
      }
    }
    return null;
  }

  /// Whether a subject that was not found should be kept: it was looked for lately, or finding what
  /// belongs to it took long.
  boolean admits(int hash, Matches found) {
    misses++;
    if (found.weight() > MAX_WEIGHT_PER_ENTRY) {
      return false;
    }
    int slot = (hash >>> 1) & (2 * SETS - 1);
    boolean seen = seenOnce[slot] == hash;
    seenOnce[slot] = hash;
    return seen || found.weight() > FanOut.DELIVERIES_OF_ONE;
  }

  /// Keeps `entry` in place of the one of its set that was kept longer. When all together have
  /// become too heavy, the others are forgotten.
  void keep(int hash, Matches entry) {
    int set = 2 * (hash & (SETS - 1));
    weight += entry.weight() - weight(entries[set + 1]);
    entries[set + 1] = entries[set];
    entries[set] = entry;
    if (weight > MAX_WEIGHT) {
      Arrays.fill(entries, null);
      entries[set] = entry;
      weight = entry.weight();
    }
  }

  private static int weight(@Nullable Matches entry) {
    return entry == null ? 0 : entry.weight();
  }

  CacheStatistics statistics(long generation) {
    int count = 0;
    int most = 0;
    long all = 0;
    for (Matches entry : entries) {
      if (entry != null && entry.isOf(generation)) {
        count++;
        most = Math.max(most, entry.receivers());
        all += entry.receivers();
      }
    }
    return new CacheStatistics(count, hits, misses, most, all);
  }
}
