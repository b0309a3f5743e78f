package io.nuncio.auth;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The secrets that let clients in, and as whom. What can be compared at once is; the rest waits
/// for a worker, all of it as one comparison. Those who present the same while that goes on wait
/// for the same answer: ten thousand clients that come back at once neither fill the queue nor are
/// refused because others have. Safe from any thread; a leaf, which tells nobody anything while it
/// holds its lock.
final class KnownSecrets {
  /// One secret.
  private record Known(SecretVerifier verifier, AuthorizedUser user) {}

  private final List<Known> secrets;
  private final boolean hashed;
  private final HashWorkers workers;
  private final InstantSource clock;

  /// Who waits for a comparison. Guarded by itself.
  private final Map<Presented, List<Authenticator.Check>> waiting = new HashMap<>();

  /// What has to be compared. Suspects wait among themselves: theirs comes last.
  private record Presented(Secret secret, boolean suspect) {}

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
    Presented presented = new Presented(Secret.of(candidate), check.isSuspect());
    return join(presented, check) ? submit(presented, check) : new Decision.Later();
  }

  private Decision submit(Presented presented, Authenticator.Check first) {
    boolean taken = false;
    try {
      taken = workers.submit(() -> compare(presented), presented.suspect());
    } finally {
      if (!taken) {
        leave(presented).stream()
            .filter(check -> !check.equals(first))
            .forEach(check -> check.decided(new Decision.Refused()));
      }
    }
    return taken ? new Decision.Later() : new Decision.Refused();
  }

  /// @return whether nobody waits for the same already
  private boolean join(Presented presented, Authenticator.Check check) {
    synchronized (waiting) {
      List<Authenticator.Check> checks =
          waiting.computeIfAbsent(presented, key -> new ArrayList<>());
      checks.add(check);
      return checks.size() == 1;
    }
  }

  private List<Authenticator.Check> leave(Presented presented) {
    synchronized (waiting) {
      List<Authenticator.Check> checks = waiting.remove(presented);
      return checks == null ? List.of() : checks;
    }
  }

  private void compare(Presented presented) {
    List<Authenticator.Check> checks = leave(presented);
    boolean wanted = checks.stream().anyMatch(Authenticator.Check::isWanted);
    AuthorizedUser user = wanted ? find(presented.secret().reveal(), true) : null;
    Decision decision = user == null ? new Decision.Refused() : new Decision.Accepted(user);
    checks.forEach(check -> check.decided(decision));
  }

  /// @param slowly whether hashes are computed; else only those that proved right are known
  private @Nullable AuthorizedUser find(byte[] candidate, boolean slowly) {
    Instant now = clock.instant();
    for (Known known : secrets) {
      if (known.user().isExpired(now)) {
        continue;
      }
      SecretVerifier verifier = known.verifier();
      if (verifier.matchesAtOnce(candidate) || (slowly && verifier.matchesSlowly(candidate))) {
        return known.user();
      }
    }
    return null;
  }
}
