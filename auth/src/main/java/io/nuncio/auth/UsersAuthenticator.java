package io.nuncio.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.auth.KnownUser.Password;
import io.nuncio.wire.ConnectOptions.Credentials;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lets in users by name and password, and by the signature of a nonce; a token does not matter.
///
/// One of them may be the user of those who present nothing. Whoever presents anything is checked
/// by it. As long as any password is known as a hash only, whoever is refused with a password costs
/// a hash: a name that there is not costs what a wrong password does, so that time does not tell
/// them apart.
final class UsersAuthenticator implements Authenticator {
  private final Map<String, WithPassword> usersByName = new HashMap<>();
  private final @Nullable KnownKeys keys;
  private final @Nullable KnownSecrets decoy;
  private final @Nullable KnownUser silent;
  private final String description;

  /// A user and its password.
  private record WithPassword(KnownUser known, boolean hashed, KnownSecrets password) {}

  private UsersAuthenticator(
      List<KnownUser> users, @Nullable KnownUser silent, String description, Means means) {
    this.silent = silent;
    this.description = description;
    Map<String, KnownUser> usersByKey = new HashMap<>();
    @Nullable Secret costliest = null;
    for (KnownUser user : users) {
      // Not a switch: one over types is compiled when it first runs, and each start would pay.
      if (user.proof() instanceof Password(String name, Secret password)) {
        SecretVerifier verifier = SecretVerifier.of(password, means.random());
        usersByName.put(
            name,
            new WithPassword(
                user,
                verifier.isHashed(),
                KnownSecrets.of(verifier, AuthorizedUser.of(user), means)));
        if (verifier.isHashed() && isCostlier(password, costliest)) {
          costliest = password;
        }
      } else if (user.proof() instanceof KnownUser.Key) {
        usersByKey.put(user.name(), user);
      }
    }
    decoy =
        costliest == null
            ? null
            : KnownSecrets.of(
                SecretVerifier.of(costliest, means.random()), AuthorizedUser.ANYBODY, means);
    keys = usersByKey.isEmpty() ? null : new KnownKeys(usersByKey, means);
  }

  private static boolean isCostlier(Secret hash, @Nullable Secret other) {
    return other == null || BcryptVerifier.cost(hash) > BcryptVerifier.cost(other);
  }

  /// @param silent the user of those who present nothing; null for none
  static Authenticator of(List<KnownUser> users, @Nullable KnownUser silent, Means means) {
    return new UsersAuthenticator(users, silent, description(users, silent), means);
  }

  static Authenticator of(String name, Secret password, Means means) {
    return new UsersAuthenticator(
        List.of(KnownUser.of(new Password(name, password))),
        null,
        "Clients authenticate with a user name and a password"
            + SecretVerifier.of(password, means.random()).remark(),
        means);
  }

  private static String description(List<KnownUser> users, @Nullable KnownUser silent) {
    int keys = 0;
    for (KnownUser user : users) {
      keys += user.proof() instanceof KnownUser.Key ? 1 : 0;
    }
    String proof =
        keys == 0 ? "a password" : keys < users.size() ? "a password or an nkey" : "an nkey";
    StringBuilder text = new StringBuilder("Clients authenticate with ").append(proof);
    text.append(", as one of ").append(users.size()).append(users.size() == 1 ? " user" : " users");
    if (silent != null) {
      text.append("; whoever presents nothing is let in as \"").append(silent.name()).append('"');
    }
    return text.toString();
  }

  @Override
  public boolean required() {
    return true;
  }

  @Override
  public boolean admitsSilent() {
    return silent != null;
  }

  @Override
  public String nonce() {
    return keys == null ? "" : keys.nonce();
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public Decision check(Evidence evidence, Check check) {
    Credentials credentials = evidence.credentials();
    if (credentials.isEmpty()) {
      return silent != null && silent.mayConnectBy(evidence.type())
          ? new Decision.Accepted(AuthorizedUser.of(silent))
          : new Decision.Refused();
    }
    if (keys != null && !credentials.nkey().isEmpty()) {
      return keys.check(evidence, check);
    }
    return checkPassword(evidence, check);
  }

  private Decision checkPassword(Evidence evidence, Check check) {
    Credentials credentials = evidence.credentials();
    byte[] presented = credentials.password().getBytes(UTF_8);
    WithPassword user = usersByName.get(credentials.user());
    if (user != null && user.known().mayConnectBy(evidence.type())) {
      Decision decision = user.password().check(presented, check);
      if (user.hashed() || !(decision instanceof Decision.Refused)) {
        return decision;
      }
    }
    if (decoy != null && decoy.check(presented, new Hopeless(check)) instanceof Decision.Later) {
      return new Decision.Later();
    }
    return new Decision.Refused();
  }

  /// Refuses whatever comes out.
  private record Hopeless(Check check) implements Check {
    @Override
    public void decided(Decision decision) {
      check.decided(new Decision.Refused());
    }

    @Override
    public boolean isWanted() {
      return check.isWanted();
    }

    @Override
    public boolean isSuspect() {
      return check.isSuspect();
    }
  }
}
