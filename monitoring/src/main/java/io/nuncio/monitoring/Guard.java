package io.nuncio.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.auth.Authenticator;
import io.nuncio.auth.Decision;
import io.nuncio.auth.Evidence;
import io.nuncio.config.MonitoringConfig.Access;
import io.nuncio.wire.ConnectOptions.Credentials;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Knows who may look, by the `Authorization` header. Safe from any thread.
///
/// A check against a bcrypt hash runs in the request's own thread, one at a time; a secret that
/// proved right is remembered and costs no hash again.
final class Guard {
  private static final int MOST_WAITING = 8;

  private final Semaphore hashing = new Semaphore(1);
  private final Semaphore waiting = new Semaphore(MOST_WAITING);
  private final Map<String, Authenticator> authenticatorsByUser = new HashMap<>();
  private final String challenge;

  /// @param random makes the key under which a secret that proved right is remembered
  Guard(Access access, InstantSource clock, RandomGenerator random) {
    var means =
        new Authenticator.Means((comparison, suspect) -> runHere(comparison), random, clock);
    switch (access) {
      case Access.Open() -> challenge = "";
      case Access.Bearer(var token) -> {
        authenticatorsByUser.put("", Authenticator.token(token, means));
        challenge = "Bearer realm=\"monitoring\"";
      }
      case Access.Basic(var passwords) -> {
        passwords.forEach((user, password) ->
            authenticatorsByUser.put(user, Authenticator.user(user, password, means)));
        challenge = "Basic realm=\"monitoring\", charset=\"UTF-8\"";
      }
    }
  }

  /// What a client is told to present, as `WWW-Authenticate` has it; empty for nothing.
  String challenge() {
    return challenge;
  }

  /// Whether a request with this `Authorization` header is let in. Blocks while a hash is computed.
  ///
  /// @throws RefusedException if too many checks wait
  boolean letsIn(@Nullable String authorization) {
    if (authenticatorsByUser.isEmpty()) {
      return true;
    }
    Credentials credentials = authorization == null ? null : credentials(authorization);
    if (credentials == null) {
      return false;
    }
    Authenticator authenticator = authenticatorsByUser.get(credentials.user());
    // A name that there is not costs what a wrong password does.
    return isRight(
        authenticator == null ? authenticatorsByUser.values().iterator().next() : authenticator,
        credentials);
  }

  private @Nullable Credentials credentials(String authorization) {
    int space = authorization.indexOf(' ');
    String scheme = authorization.substring(0, Math.max(0, space)).toLowerCase(Locale.ROOT);
    String rest = authorization.substring(space + 1).strip();
    if (scheme.equals("bearer") && challenge.startsWith("Bearer")) {
      return new Credentials(rest, "", "");
    }
    if (!scheme.equals("basic") || !challenge.startsWith("Basic")) {
      return null;
    }
    try {
      String pair = new String(Base64.getDecoder().decode(rest), UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0
          ? null
          : new Credentials("", pair.substring(0, colon), pair.substring(colon + 1));
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  private static boolean isRight(Authenticator authenticator, Credentials credentials) {
    // Another request with the same password may be compared already, in another thread.
    var later = new CompletableFuture<Decision>();
    Decision decision = authenticator.check(Evidence.of(credentials), later::complete);
    return (decision instanceof Decision.Later ? later.join() : decision)
        instanceof Decision.Accepted;
  }

  private boolean runHere(Runnable comparison) {
    if (!waiting.tryAcquire()) {
      throw new RefusedException(503, "too many passwords are being checked: try again");
    }
    try {
      hashing.acquireUninterruptibly();
      try {
        comparison.run();
      } finally {
        hashing.release();
      }
    } finally {
      waiting.release();
    }
    return true;
  }
}
