package io.nuncio.wire;

import java.util.random.RandomGenerator;

/// Makes identifiers in the form of a server's public nkey: prefix byte, 32 bytes, CRC-16, in base
/// 32. The 32 bytes are random; no private key belongs to them.
///
/// Source:
/// <https://docs.nats.io/running-a-nats-service/configuration/securing_nats/auth_intro/nkey_auth>.
public final class ServerId {
  private static final char[] BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".toCharArray();
  private static final int SERVER_PREFIX = 13 << 3;
  private static final int KEY_BYTES = 32;

  private ServerId() {}

  /// A new identifier of 56 characters that begins with `N`.
  public static String random(RandomGenerator random) {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    byte[] raw = new byte[1 + KEY_BYTES + 2];
    raw[0] = (byte) SERVER_PREFIX;
    System.arraycopy(key, 0, raw, 1, KEY_BYTES);
    int crc = crc16(raw, 1 + KEY_BYTES);
    raw[1 + KEY_BYTES] = (byte) crc;
    raw[2 + KEY_BYTES] = (byte) (crc >> 8);
    return base32(raw);
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
}
