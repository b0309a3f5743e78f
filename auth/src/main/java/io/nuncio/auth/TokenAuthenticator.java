package io.nuncio.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.wire.ConnectOptions.Credentials;
import java.util.function.Consumer;

/// Compares `auth_token` with a token that is known in plain text; user and password do not matter.
record TokenAuthenticator(Secret token) implements Authenticator {
  @Override
  public boolean required() {
    return true;
  }

  @Override
  public String description() {
    return "Clients authenticate with a token";
  }

  @Override
  public String label() {
    return "token";
  }

  @Override
  public Decision check(Credentials credentials, Consumer<Decision> later) {
    return token.matches(credentials.token().getBytes(UTF_8))
        ? Decision.ACCEPTED
        : Decision.REFUSED;
  }
}
