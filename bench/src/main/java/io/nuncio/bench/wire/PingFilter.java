package io.nuncio.bench.wire;

import java.nio.ByteBuffer;

/// Takes a server's `PING` out of what a subscriber receives: one comes about two seconds after a
/// client has connected, between any two messages. Confined to the thread of the [Receiver].
final class PingFilter {
  private static final byte[] PING = {'P', 'I', 'N', 'G', '\r', '\n'};

  /// Of a whole `PING` line.
  static final int BYTES = PING.length;

  private int position;

  /// Takes the next byte if it is one of a `PING`.
  ///
  /// @param bytes at least one remains
  /// @param betweenMessages whether a message is over and the next has not begun
  /// @return whether a byte was taken
  boolean take(ByteBuffer bytes, boolean betweenMessages) {
    boolean begun = position > 0;
    if (!begun && !betweenMessages) {
      return false;
    }
    if (bytes.get(bytes.position()) != PING[position]) {
      if (begun) {
        throw new WrongBytesException("a PING began and did not end");
      }
      return false;
    }
    bytes.get();
    position = (position + 1) % PING.length;
    return true;
  }
}
