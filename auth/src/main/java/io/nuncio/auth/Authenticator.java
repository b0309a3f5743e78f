package io.nuncio.auth;

import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/// Decides whether a client is who it claims to be. Safe from any thread; never blocks.
public sealed interface Authenticator
    permits OpenAuthenticator, TokenAuthenticator, UserAuthenticator {
  /// One check, as who asked for it sees it.
  @FunctionalInterface
  interface Check {
    /// The decision, if it came later. Called once, by another thread.
    void decided(Decision decision);

    /// Whether anybody still waits for the decision. Safe from any thread.
    default boolean isWanted() {
      return true;
    }

    /// Whether others have failed lately where this one comes from, so that those who come from
    /// elsewhere go first.
    default boolean isSuspect() {
      return false;
    }
  }

  /// Whether a client must present something at all.
  boolean required();

  /// A sentence that tells the operator how clients authenticate.
  String description();

  /// Checks `evidence`.
  ///
  /// @param check told the decision if [Decision.Later] is returned
  Decision check(Evidence evidence, Check check);

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
  static Authenticator token(Secret token, Means means) {
    return TokenAuthenticator.of(token, means);
  }

  /// Lets in whoever presents one of `tokens` that has not expired.
  static Authenticator tokens(List<NamedToken> tokens, Means means) {
    return TokenAuthenticator.of(tokens, means);
  }

  /// Lets in whoever presents `user` and `password`.
  ///
  /// @param password the text itself, or a bcrypt hash of it; not empty
  static Authenticator user(String user, Secret password, Means means) {
    return UserAuthenticator.of(user, password, means);
  }

  /// What an authenticator works with.
  ///
  /// @param workers run comparisons with hashes; a client is refused if they take no more
  /// @param random makes the key under which secrets that proved right are remembered
  /// @param clock says what has expired
  record Means(HashWorkers workers, RandomGenerator random, InstantSource clock) {}
}
