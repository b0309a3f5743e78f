package io.nuncio.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.util.random.RandomGenerator;

/// Makes bcrypt hashes, which a server can know in place of the tokens themselves.
public final class TokenHash {
  /// What takes a tenth of a second, as with other NATS tools.
  public static final int DEFAULT_COST = 11;

  /// The lowest cost there is.
  public static final int LEAST_COST = BCrypt.MIN_COST;

  /// The highest cost there is.
  public static final int MOST_COST = BCrypt.MAX_COST;

  /// bcrypt ignores all that is behind these.
  public static final int MOST_BYTES = 72;

  private static final BCrypt.Version VERSION = BCrypt.Version.VERSION_2A;

  private TokenHash() {}

  /// The hash of `token`, 60 characters that begin with `$2a$`.
  ///
  /// @param token in UTF-8; not changed
  /// @param cost from [#LEAST_COST] to [#MOST_COST]: one more takes twice as long
  /// @param random makes the salt
  /// @throws IllegalArgumentException if the token is empty or has more than [#MOST_BYTES] bytes,
  ///   or there is no such cost
  public static String of(byte[] token, int cost, RandomGenerator random) {
    if (token.length == 0 || token.length > MOST_BYTES) {
      throw new IllegalArgumentException("expected 1 to 72 bytes, got " + token.length);
    }
    byte[] salt = new byte[BCrypt.SALT_LENGTH];
    random.nextBytes(salt);
    byte[] hash =
        BCrypt.with(VERSION, LongPasswordStrategies.truncate(VERSION)).hash(cost, salt, token);
    return new String(hash, US_ASCII);
  }
}
