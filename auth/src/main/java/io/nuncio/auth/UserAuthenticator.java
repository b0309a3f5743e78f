package io.nuncio.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.wire.ConnectOptions.Credentials;
import java.util.function.Consumer;

/// Lets in one user by name and password; a token does not matter. A wrong name costs what a wrong
/// password does, so that time does not tell them apart.
record UserAuthenticator(String user, SecretVerifier password) implements Authenticator {
  @Override
  public boolean required() {
    return true;
  }

  @Override
  public String description() {
    return "Clients authenticate with a user name and a password" + password.remark();
  }

  @Override
  public String label() {
    return "user:" + user;
  }

  @Override
  public Decision check(Credentials credentials, Consumer<Decision> later) {
    boolean known = Secret.of(user).matches(credentials.user().getBytes(UTF_8));
    Decision decision =
        password.check(
            credentials.password().getBytes(UTF_8),
            decided -> later.accept(known ? decided : Decision.REFUSED));
    return known || decision == Decision.LATER ? decision : Decision.REFUSED;
  }
}
