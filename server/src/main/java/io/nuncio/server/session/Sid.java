package io.nuncio.server.session;

import java.util.Arrays;

/// A subscription's identifier as a key: any bytes that the client chose. Immutable.
final class Sid {
  private final byte[] bytes;

  /// @param bytes not to be changed afterwards
  Sid(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sid sid && Arrays.equals(bytes, sid.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
