package io.nuncio.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;

/// Text that must never be seen: a token, a password, or the hash of one. Prints itself as
/// `[REDACTED]`. Immutable.
public final class Secret {
  private final byte[] utf8;

  private Secret(byte[] utf8) {
    this.utf8 = utf8;
  }

  /// A secret with this text.
  public static Secret of(String text) {
    return new Secret(text.getBytes(UTF_8));
  }

  /// Whether there is nothing to know.
  public boolean isEmpty() {
    return utf8.length == 0;
  }

  /// Whether `candidate` is the same text, in a time that depends on the length of `candidate`
  /// only.
  boolean matches(byte[] candidate) {
    return MessageDigest.isEqual(candidate, utf8);
  }

  /// The text itself, as a new array.
  byte[] reveal() {
    return utf8.clone();
  }

  @Override
  public String toString() {
    return "[REDACTED]";
  }
}
