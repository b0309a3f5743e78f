package io.nuncio.auth;

import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Decides whether a client is who it claims to be. Safe from any thread; never blocks.
public sealed interface Authenticator
    permits OpenAuthenticator, TokenAuthenticator, UsersAuthenticator, CertificateAuthenticator {
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

  /// Whether a client that presents nothing may be let in although others are checked.
  default boolean admitsSilent() {
    return false;
  }

  /// Something new for one client to sign, which its `INFO` has to hold; empty if nobody signs.
  default String nonce() {
    return "";
  }

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
    return UsersAuthenticator.of(user, password, means);
  }

  /// Lets in whoever proves to be one of `users`.
  ///
  /// @param users one or more, with different names
  /// @param silent which of them those are who present nothing; null for none
  static Authenticator users(List<KnownUser> users, @Nullable KnownUser silent, Means means) {
    return UsersAuthenticator.of(users, silent, means);
  }

  /// Lets in the one of `users` that a client's certificate is for.
  ///
  /// @param users one or more, with different names
  static Authenticator certificates(List<KnownUser> users, Means means) {
    return new CertificateAuthenticator(users, UsersAuthenticator.of(users, null, means));
  }

  /// What an authenticator works with.
  ///
  /// @param workers run comparisons with hashes; a client is refused if they take no more
  /// @param random makes what clients sign, and the key under which secrets that proved right are
  ///   remembered; safe from any thread
  /// @param clock says what has expired
  record Means(HashWorkers workers, RandomGenerator random, InstantSource clock) {}
}
