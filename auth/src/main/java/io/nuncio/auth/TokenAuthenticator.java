package io.nuncio.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.wire.ConnectOptions.Credentials;
import java.util.function.Consumer;

/// Lets in whoever presents the token as `auth_token`; user and password do not matter.
record TokenAuthenticator(SecretVerifier token) implements Authenticator {
  @Override
  public boolean required() {
    return true;
  }

  @Override
  public String description() {
    return "Clients authenticate with a token" + token.remark();
  }

  @Override
  public String label() {
    return "token";
  }

  @Override
  public Decision check(Credentials credentials, Consumer<Decision> later) {
    return token.check(credentials.token().getBytes(UTF_8), later);
  }
}
