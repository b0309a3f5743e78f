package io.nuncio.server.routing;

/// A hash of bytes that a peer cannot aim: it depends on a secret seed throughout.
final class Hashing {
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private Hashing() {}

  static int hash(long seed, byte[] bytes, int from, int to) {
    long h = seed ^ (to - from);
    int i = from;
    for (; i + 4 <= to; i += 4) {
      int word =
          (bytes[i] & 0xff)
              | ((bytes[i + 1] & 0xff) << 8)
              | ((bytes[i + 2] & 0xff) << 16)
              | (bytes[i + 3] << 24);
      h = (h ^ word) * MULTIPLIER;
      h ^= h >>> 29;
    }
    for (; i < to; i++) {
      h = (h ^ bytes[i]) * MULTIPLIER;
      h ^= h >>> 29;
    }
    return (int) (h ^ (h >>> 32));
  }
}
