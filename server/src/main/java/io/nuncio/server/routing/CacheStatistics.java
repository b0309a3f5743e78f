package io.nuncio.server.routing;

/// How well the receivers of recent subjects are remembered.
///
/// @param entries subjects that are remembered
/// @param hits lookups that found their subject, but for those of the same subject as just before
/// @param misses lookups that did not
/// @param maxFanOut the most receivers of one of the entries
/// @param totalFanOut receivers of all entries
public record CacheStatistics(
    int entries, long hits, long misses, int maxFanOut, long totalFanOut) {
  /// Of no cache.
  public static final CacheStatistics NONE = new CacheStatistics(0, 0, 0, 0, 0);

  /// Of both caches.
  public CacheStatistics plus(CacheStatistics other) {
    return new CacheStatistics(
        entries + other.entries,
        hits + other.hits,
        misses + other.misses,
        Math.max(maxFanOut, other.maxFanOut),
        totalFanOut + other.totalFanOut);
  }
}
