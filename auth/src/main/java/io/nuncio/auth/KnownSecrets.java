package io.nuncio.auth;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The secrets that let clients in, and as whom. What can be compared at once is; the rest waits
/// for a worker, all of it as one comparison. Immutable, but for what the verifiers remember; safe
/// from any thread.
final class KnownSecrets {
  /// One secret.
  private record Known(SecretVerifier verifier, AuthorizedUser user) {}

  private final List<Known> secrets;
  private final boolean hashed;
  private final HashWorkers workers;
  private final InstantSource clock;

  private KnownSecrets(List<Known> secrets, Authenticator.Means means) {
    this.secrets = List.copyOf(secrets);
    this.hashed = secrets.stream().anyMatch(known -> known.verifier().isHashed());
    this.workers = means.workers();
    this.clock = means.clock();
  }

  static KnownSecrets of(SecretVerifier verifier, AuthorizedUser user, Authenticator.Means means) {
    return new KnownSecrets(List.of(new Known(verifier, user)), means);
  }

  static KnownSecrets of(List<NamedToken> tokens, Authenticator.Means means) {
    return new KnownSecrets(
        tokens.stream()
            .map(token ->
                new Known(
                    SecretVerifier.of(token.token(), means.random()), AuthorizedUser.holder(token)))
            .toList(),
        means);
  }

  /// Looks whether `candidate` is one that has not expired; see [Authenticator#check].
  Decision check(byte[] candidate, Authenticator.Check check) {
    AuthorizedUser user = find(candidate, false);
    if (user != null) {
      return new Decision.Accepted(user);
    }
    if (!hashed || candidate.length == 0) {
      return new Decision.Refused();
    }
    boolean taken = workers.submit(() -> compare(candidate, check), check.isSuspect());
    return taken ? new Decision.Later() : new Decision.Refused();
  }

  private void compare(byte[] candidate, Authenticator.Check check) {
    AuthorizedUser user = check.isWanted() ? find(candidate, true) : null;
    check.decided(user == null ? new Decision.Refused() : new Decision.Accepted(user));
  }

  /// @param slowly whether hashes are computed; else only those that proved right are known
  private @Nullable AuthorizedUser find(byte[] candidate, boolean slowly) {
    Instant now = clock.instant();
    for (Known known : secrets) {
      SecretVerifier verifier = known.verifier();
      boolean matches =
          verifier.matchesAtOnce(candidate) || (slowly && verifier.matchesSlowly(candidate));
      if (matches && !known.user().isExpired(now)) {
        return known.user();
      }
    }
    return null;
  }
}
