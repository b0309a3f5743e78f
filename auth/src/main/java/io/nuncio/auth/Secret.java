package io.nuncio.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// Text that must never be seen: a token, a password, or the hash of one. Prints itself as
/// `[REDACTED]`. Immutable.
public final class Secret {
  /// What is shown in place of it.
  static final String REDACTED = "[REDACTED]";

  private final byte[] utf8;

  private Secret(byte[] utf8) {
    this.utf8 = utf8;
  }

  /// A secret with this text.
  public static Secret of(String text) {
    return new Secret(text.getBytes(UTF_8));
  }

  /// A secret with this text in UTF-8, which must not be changed from now on.
  static Secret of(byte[] utf8) {
    return new Secret(utf8);
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

  /// Whether `other` is the same text.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret secret && matches(secret.utf8);
  }

  /// The same for all: a hash of the text would tell something of it wherever it is printed.
  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return REDACTED;
  }
}
