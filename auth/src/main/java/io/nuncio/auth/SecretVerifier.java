package io.nuncio.auth;

import io.nuncio.auth.Authenticator.Decision;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Compares what a client presents with a secret that is known in plain text or as a hash. Safe
/// from any thread; never blocks.
sealed interface SecretVerifier permits PlainVerifier, BcryptVerifier {
  /// Whether `candidate` is the secret.
  ///
  /// @param later told the decision, once and by another thread, if [Decision#LATER] is returned
  Decision check(byte[] candidate, Consumer<Decision> later);

  /// What the operator should know about how the secret is kept; empty if there is nothing to say.
  String remark();

  /// A verifier for `secret`; see [Authenticator#token] for the parameters.
  static SecretVerifier of(Secret secret, Executor workers, RandomGenerator random) {
    return BcryptVerifier.isHash(secret)
        ? new BcryptVerifier(secret, workers, random)
        : new PlainVerifier(secret);
  }
}
