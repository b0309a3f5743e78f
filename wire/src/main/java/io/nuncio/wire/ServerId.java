package io.nuncio.wire;

import java.util.random.RandomGenerator;

/// Makes identifiers in the form of a server's public nkey: prefix byte, 32 bytes, CRC-16, in base
/// 32. The 32 bytes are random; no private key belongs to them.
///
/// Source:
/// <https://docs.nats.io/running-a-nats-service/configuration/securing_nats/auth_intro/nkey_auth>.
public final class ServerId {
  private static final int SERVER_PREFIX = 13 << 3;
  private static final int KEY_BYTES = 32;

  private ServerId() {}

  /// A new identifier of 56 characters that begins with `N`.
  public static String random(RandomGenerator random) {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    byte[] bytes = new byte[1 + KEY_BYTES];
    bytes[0] = (byte) SERVER_PREFIX;
    System.arraycopy(key, 0, bytes, 1, KEY_BYTES);
    return NkeyText.of(bytes);
  }
}
