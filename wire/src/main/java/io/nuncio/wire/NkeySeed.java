package io.nuncio.wire;

import org.jspecify.annotations.Nullable;

/// The secret of a user's [Nkey] as it is written: 58 characters that begin with `SU`.
public final class NkeySeed {
  /// A seed's prefix and, in the low bits, the highest of a user's; the rest of that is zero.
  private static final int USER_SEED_PREFIX = (18 << 3) | ((20 << 3) >> 5);

  private static final int KEY_BYTES = 32;
  private static final int CHARACTERS = 58;

  private NkeySeed() {}

  /// The 32 secret bytes that `text` stands for, or null if it is no seed of a user.
  public static byte @Nullable [] parse(String text) {
    byte[] bytes = text.length() == CHARACTERS ? NkeyText.bytes(text) : null;
    if (bytes == null
        || bytes.length != 2 + KEY_BYTES
        || (bytes[0] & 0xff) != USER_SEED_PREFIX
        || bytes[1] != 0) {
      return null;
    }
    byte[] key = new byte[KEY_BYTES];
    System.arraycopy(bytes, 2, key, 0, KEY_BYTES);
    return key;
  }

  /// The text for 32 secret bytes.
  ///
  /// @throws IllegalArgumentException unless there are 32
  public static String of(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("expected 32 bytes, got " + key.length);
    }
    byte[] bytes = new byte[2 + KEY_BYTES];
    bytes[0] = (byte) USER_SEED_PREFIX;
    System.arraycopy(key, 0, bytes, 2, KEY_BYTES);
    return NkeyText.of(bytes);
  }
}
