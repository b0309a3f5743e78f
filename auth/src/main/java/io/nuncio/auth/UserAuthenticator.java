package io.nuncio.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.wire.ConnectOptions.Credentials;

/// Lets in one user by name and password; a token does not matter. A wrong name costs what a wrong
/// password does, so that time does not tell them apart.
record UserAuthenticator(Secret name, KnownSecrets password, String description)
    implements Authenticator {
  static Authenticator of(String user, Secret password, Means means) {
    SecretVerifier verifier = SecretVerifier.of(password, means.random());
    return new UserAuthenticator(
        Secret.of(user),
        KnownSecrets.of(verifier, AuthorizedUser.named(user), means),
        "Clients authenticate with a user name and a password" + verifier.remark());
  }

  @Override
  public boolean required() {
    return true;
  }

  @Override
  public Decision check(Evidence evidence, Check check) {
    Credentials credentials = evidence.credentials();
    boolean known = name.matches(credentials.user().getBytes(UTF_8));
    Decision decision =
        password.check(
            credentials.password().getBytes(UTF_8), known ? check : new WrongName(check));
    return known || decision instanceof Decision.Later ? decision : new Decision.Refused();
  }

  /// Refuses whatever comes out.
  private record WrongName(Check check) implements Check {
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
