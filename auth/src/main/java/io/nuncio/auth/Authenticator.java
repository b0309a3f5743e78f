package io.nuncio.auth;

import io.nuncio.wire.ConnectOptions.Credentials;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Decides whether a client is who it claims to be. Safe from any thread; never blocks.
public sealed interface Authenticator
    permits OpenAuthenticator, TokenAuthenticator, UserAuthenticator {
  /// What became of a check.
  enum Decision {
    ACCEPTED,
    REFUSED,
    /// It takes long and goes on elsewhere; the answer comes later.
    LATER
  }

  /// Whether a client must present something at all.
  boolean required();

  /// A sentence that tells the operator how clients authenticate.
  String description();

  /// What an accepted client is called in logs, in place of its secret; empty for a client that
  /// presented nothing.
  String label();

  /// Checks `credentials`.
  ///
  /// @param later told the decision, once and by another thread, if [Decision#LATER] is returned
  Decision check(Credentials credentials, Consumer<Decision> later);

  /// Whether `secret` is a bcrypt hash of what clients present, not the text itself.
  static boolean isHashed(Secret secret) {
    return BcryptVerifier.isHash(secret);
  }

  /// Lets everybody in.
  static Authenticator open() {
    return new OpenAuthenticator();
  }

  /// Lets in whoever presents `token`.
  ///
  /// @param token the text itself, or a bcrypt hash of it (`$2a$ $2b$ $2x$ $2y$`); not empty
  /// @param workers runs checks against a hash, which take tens of milliseconds; may reject them,
  ///   which refuses the client
  /// @param random makes the key under which checks that succeeded are remembered
  static Authenticator token(Secret token, Executor workers, RandomGenerator random) {
    return new TokenAuthenticator(SecretVerifier.of(token, workers, random));
  }

  /// Lets in whoever presents `user` and `password`; the parameters are those of [#token].
  static Authenticator user(
      String user, Secret password, Executor workers, RandomGenerator random) {
    return new UserAuthenticator(user, SecretVerifier.of(password, workers, random));
  }
}
