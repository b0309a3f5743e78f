package io.nuncio.auth;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Compares with a bcrypt hash, which takes tens of milliseconds.
///
/// The last secret that proved right is remembered, as an HMAC under a key of this process only, so
/// that ten thousand clients that come back at once cost one hash and not ten thousand. Failures
/// are never remembered. Like the reference server it ignores what is beyond 72 bytes, and takes
/// `$2a$`, `$2b$`, `$2x$` and `$2y$` for the same algorithm.
///
/// Safe from any thread.
final class BcryptVerifier implements SecretVerifier {
  private static final String HMAC = "HmacSHA256";
  private static final int HASH_BYTES = 60;

  private final Secret hash;
  private final SecretKeySpec key;
  private volatile byte[] proven = {};

  BcryptVerifier(Secret hash, RandomGenerator random) {
    byte[] keyBytes = new byte[32];
    random.nextBytes(keyBytes);
    this.hash = hash;
    this.key = new SecretKeySpec(keyBytes, HMAC);
  }

  /// Whether `secret` looks like a hash: `$2`, a letter of `abxy`, `$`, two digits, `$`.
  static boolean isHash(Secret secret) {
    byte[] text = secret.reveal();
    return text.length >= 7
        && text[0] == '$'
        && text[1] == '2'
        && "abxy".indexOf(text[2]) >= 0
        && text[3] == '$'
        && Character.isDigit(text[4])
        && Character.isDigit(text[5])
        && text[6] == '$';
  }

  /// The cost of a hash, as a power of 2.
  static int cost(Secret hash) {
    byte[] text = hash.reveal();
    return 10 * (text[4] - '0') + text[5] - '0';
  }

  @Override
  public String remark() {
    return ", of which this server knows only the bcrypt hash";
  }

  @Override
  public boolean isHashed() {
    return true;
  }

  @Override
  public boolean matchesAtOnce(byte[] candidate) {
    return MessageDigest.isEqual(proven, tag(candidate));
  }

  @Override
  public boolean matchesSlowly(byte[] candidate) {
    if (!matches(candidate)) {
      return false;
    }
    proven = tag(candidate);
    return true;
  }

  private boolean matches(byte[] candidate) {
    byte[] text = hash.reveal();
    if (text.length != HASH_BYTES || candidate.length == 0) {
      return false;
    }
    // Not strict: it takes the other variants' names for the same algorithm.
    BCrypt.Version version = BCrypt.Version.VERSION_2A;
    try {
      return BCrypt.verifyer(version, LongPasswordStrategies.truncate(version))
          .verify(candidate, text)
          .verified;
    } catch (IllegalArgumentException e) {
      return false; // it only looks like a hash: impossible cost, or not base 64
    }
  }

  private byte[] tag(byte[] candidate) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return mac.doFinal(candidate);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM lacks " + HMAC + ", which every JVM must have", e);
    }
  }
}
