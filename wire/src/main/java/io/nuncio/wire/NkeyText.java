package io.nuncio.wire;

import org.jspecify.annotations.Nullable;

/// How nkeys and identifiers of servers are written: bytes and their CRC-16, low byte first, in
/// base 32 without padding.
final class NkeyText {
  private static final char[] BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".toCharArray();
  private static final int CRC_BYTES = 2;

  private NkeyText() {}

  /// The text for `bytes`.
  static String of(byte[] bytes) {
    byte[] raw = new byte[bytes.length + CRC_BYTES];
    System.arraycopy(bytes, 0, raw, 0, bytes.length);
    int crc = crc16(bytes, bytes.length);
    raw[bytes.length] = (byte) crc;
    raw[bytes.length + 1] = (byte) (crc >> 8);
    return base32(raw);
  }

  /// The bytes that `text` was made of, or null if it was not made so.
  static byte @Nullable [] bytes(String text) {
    byte[] raw = fromBase32(text);
    if (raw == null || raw.length <= CRC_BYTES) {
      return null;
    }
    int length = raw.length - CRC_BYTES;
    int crc = (raw[length] & 0xff) | ((raw[length + 1] & 0xff) << 8);
    if (crc != crc16(raw, length)) {
      return null;
    }
    byte[] bytes = new byte[length];
    System.arraycopy(raw, 0, bytes, 0, length);
    return bytes;
  }

  /// CRC-16/XMODEM: polynomial 0x1021, initial value 0.
  private static int crc16(byte[] bytes, int length) {
    int crc = 0;
    for (int i = 0; i < length; i++) {
      crc ^= (bytes[i] & 0xff) << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) == 0 ? crc << 1 : (crc << 1) ^ 0x1021;
      }
    }
    return crc & 0xffff;
  }

  private static String base32(byte[] bytes) {
    StringBuilder text = new StringBuilder((bytes.length * 8 + 4) / 5);
    int bits = 0;
    int pending = 0;
    for (byte b : bytes) {
      pending = (pending << 8) | (b & 0xff);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(BASE32[(pending >> bits) & 31]);
      }
    }
    if (bits > 0) {
      text.append(BASE32[(pending << (5 - bits)) & 31]);
    }
    return text.toString();
  }

  private static byte @Nullable [] fromBase32(String text) {
    byte[] bytes = new byte[text.length() * 5 / 8];
    int filled = 0;
    int bits = 0;
    int pending = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = digit(text.charAt(i));
      if (digit < 0) {
        return null;
      }
      pending = ((pending << 5) | digit) & 0xfff;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes[filled++] = (byte) (pending >> bits);
      }
    }
    boolean surplus = bits >= 5 || (pending & ((1 << bits) - 1)) != 0;
    return surplus ? null : bytes;
  }

  private static int digit(char c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    return c >= '2' && c <= '7' ? c - '2' + 26 : -1;
  }
}
