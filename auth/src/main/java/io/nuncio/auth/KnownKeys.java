package io.nuncio.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nuncio.wire.ConnectOptions.Credentials;
import io.nuncio.wire.Nkey;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The public keys whose owners are let in, and as whom: who signs the nonce of its connection has
/// the private key. A signature is verified by a worker, because that takes longer than anything
/// else that is done for a client. Safe from any thread.
final class KnownKeys {
  private static final int NONCE_BYTES = 11;
  private static final int SIGNATURE_BYTES = 64;
  private static final int MOST_SIGNATURE_CHARACTERS = 88;

  private final Map<String, Known> usersByKey = new HashMap<>();
  private final Authenticator.Means means;

  /// A key and whose it is.
  private record Known(KnownUser known, AuthorizedUser user, SignatureVerifier verifier) {}

  KnownKeys(Map<String, KnownUser> users, Authenticator.Means means) {
    this.means = means;
    users.forEach((text, user) -> {
      if (user.proof() instanceof KnownUser.Key(Nkey key)) {
        usersByKey.put(
            text, new Known(user, AuthorizedUser.of(user), new SignatureVerifier(key.key())));
      }
    });
  }

  /// Something for one client to sign, that nobody can foresee: 15 characters.
  String nonce() {
    byte[] bytes = new byte[NONCE_BYTES];
    means.random().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// Looks whether the nonce was signed; see [Authenticator#check].
  Decision check(Evidence evidence, Authenticator.Check check) {
    Credentials credentials = evidence.credentials();
    Known user = usersByKey.get(credentials.nkey());
    byte[] signature = signature(credentials.signature());
    // Without a nonce, the same signature would be right for ever, and for whoever has seen it.
    if (user == null
        || signature == null
        || evidence.nonce().isEmpty()
        || !user.known().mayConnectBy(evidence.type())) {
      return new Decision.Refused();
    }
    byte[] nonce = evidence.nonce().getBytes(US_ASCII);
    Runnable comparison = () -> check.decided(decide(user, nonce, signature, check));
    return means.workers().submitShort(comparison, check.isSuspect())
        ? new Decision.Later()
        : new Decision.Refused();
  }

  private static Decision decide(
      Known user, byte[] nonce, byte[] signature, Authenticator.Check check) {
    return check.isWanted() && user.verifier().isSigned(nonce, signature)
        ? new Decision.Accepted(user.user())
        : new Decision.Refused();
  }

  /// The bytes of a signature in base 64, for URLs or not, with padding or without; null if it is
  /// none.
  static byte @Nullable [] signature(String text) {
    if (text.isEmpty() || text.length() > MOST_SIGNATURE_CHARACTERS) {
      return null;
    }
    boolean forUrls = text.indexOf('+') < 0 && text.indexOf('/') < 0;
    try {
      byte[] bytes = (forUrls ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(text);
      return bytes.length == SIGNATURE_BYTES ? bytes : null;
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }
}
