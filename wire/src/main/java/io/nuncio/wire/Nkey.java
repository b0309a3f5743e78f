package io.nuncio.wire;

import org.jspecify.annotations.Nullable;

/// The public key of a user, an Ed25519 key: 56 characters that begin with `U`.
///
/// Nothing but exactly that is taken: a text of another length, another kind of key, a wrong
/// checksum or a character of another alphabet is no key. A seed, from which the private key is
/// made, is told apart by [#looksLikeSeed], so that a message about it need not repeat it.
///
/// Source:
/// <https://docs.nats.io/running-a-nats-service/configuration/securing_nats/auth_intro/nkey_auth>.
public final class Nkey {
  /// How many characters one has.
  public static final int CHARACTERS = 56;

  private static final int USER_PREFIX = 20 << 3;
  private static final int KEY_BYTES = 32;
  private static final int SEED_CHARACTERS = 58;

  private final String text;
  private final byte[] key;

  private Nkey(String text, byte[] key) {
    this.text = text;
    this.key = key;
  }

  /// The key that `text` is, or null if it is none of a user.
  public static @Nullable Nkey parse(String text) {
    if (text.length() != CHARACTERS) {
      return null;
    }
    byte[] bytes = NkeyText.bytes(text);
    if (bytes == null || bytes.length != 1 + KEY_BYTES || (bytes[0] & 0xff) != USER_PREFIX) {
      return null;
    }
    byte[] key = new byte[KEY_BYTES];
    System.arraycopy(bytes, 1, key, 0, KEY_BYTES);
    return new Nkey(text, key);
  }

  /// The key with these bytes.
  ///
  /// @throws IllegalArgumentException unless there are 32
  public static Nkey of(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("expected 32 bytes, got " + key.length);
    }
    byte[] bytes = new byte[1 + KEY_BYTES];
    bytes[0] = (byte) USER_PREFIX;
    System.arraycopy(key, 0, bytes, 1, KEY_BYTES);
    return new Nkey(NkeyText.of(bytes), key.clone());
  }

  /// Whether `text` is a secret rather than a key: it begins as a seed does, or as a private key,
  /// and goes on in the same alphabet for about as long, be it damaged.
  public static boolean looksLikeSeed(String text) {
    String bare = text.strip();
    if (bare.length() < SEED_CHARACTERS - 8 || (bare.charAt(0) != 'S' && bare.charAt(0) != 'P')) {
      return false;
    }
    return bare.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
  }

  /// The 32 bytes of the key, as a new array.
  public byte[] key() {
    return key.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Nkey nkey && text.equals(nkey.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /// The key as it is written.
  @Override
  public String toString() {
    return text;
  }
}
