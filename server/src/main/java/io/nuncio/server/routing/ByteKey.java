package io.nuncio.server.routing;

import java.util.Arrays;

/// Bytes as the key of a map: a sid, the name of a queue group. Comparable, so that a client that
/// chooses bytes with equal hashes gains nothing. Immutable.
public final class ByteKey implements Comparable<ByteKey> {
  private final byte[] bytes;

  /// @param bytes not to be changed afterwards
  public ByteKey(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public int compareTo(ByteKey other) {
    return Arrays.compare(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ByteKey key && Arrays.equals(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
