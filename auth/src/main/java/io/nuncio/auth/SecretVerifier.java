package io.nuncio.auth;

import java.util.random.RandomGenerator;

/// Compares what a client presents with a secret that is known in plain text or as a hash. Safe
/// from any thread.
sealed interface SecretVerifier permits PlainVerifier, BcryptVerifier {
  /// Whether only the hash is known.
  boolean isHashed();

  /// Whether `candidate` is the secret, as far as that can be told at once: always for plain text;
  /// for a hash only if it has proved right before.
  boolean matchesAtOnce(byte[] candidate);

  /// Whether `candidate` is the secret. Takes tens of milliseconds for a hash.
  boolean matchesSlowly(byte[] candidate);

  /// What the operator should know about how the secret is kept; empty if there is nothing to say.
  String remark();

  /// A verifier for `secret`.
  ///
  /// @param random makes the key under which a secret that proved right is remembered
  static SecretVerifier of(Secret secret, RandomGenerator random) {
    return BcryptVerifier.isHash(secret)
        ? new BcryptVerifier(secret, random)
        : new PlainVerifier(secret);
  }
}
