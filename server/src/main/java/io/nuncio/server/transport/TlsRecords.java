package io.nuncio.server.transport;

import java.nio.ByteBuffer;

/// What the first five bytes of a TLS record say, which nobody encrypts: type, version, length (RFC
/// 8446, 5.1).
final class TlsRecords {
  static final int HEADER_BYTES = 5;

  /// The most that a record may carry in the clear.
  static final int MAX_PLAIN_BYTES = 16 << 10;

  /// The most that a record may take: TLS 1.2 allows 2048 bytes for encryption.
  static final int MAX_BYTES = HEADER_BYTES + MAX_PLAIN_BYTES + 2048;

  private static final int ALERT = 21;
  private static final int HANDSHAKE = 22;
  private static final int SSL3_OR_TLS = 3;

  private TlsRecords() {}

  /// Whether `bytes` may be the beginning of a handshake, as far as can be seen.
  static boolean mayBeginHandshake(byte[] bytes) {
    return (bytes.length < 1 || bytes[0] == HANDSHAKE || bytes[0] == ALERT)
        && (bytes.length < 2 || bytes[1] == SSL3_OR_TLS);
  }

  /// Whether the record at the beginning of `bytes` is there as a whole, or is so long that it
  /// never will be.
  static boolean isComplete(byte[] bytes) {
    return bytes.length >= HEADER_BYTES && reaches(bytes.length, bytes[3], bytes[4]);
  }

  /// Whether the record at the position of `bytes` is there as a whole, or is so long that it never
  /// will be.
  static boolean isComplete(ByteBuffer bytes) {
    int from = bytes.position();
    return bytes.remaining() >= HEADER_BYTES
        && reaches(bytes.remaining(), bytes.get(from + 3), bytes.get(from + 4));
  }

  private static boolean reaches(int count, byte high, byte low) {
    int whole = HEADER_BYTES + (((high & 0xff) << 8) | (low & 0xff));
    return count >= whole || whole > MAX_BYTES;
  }
}
