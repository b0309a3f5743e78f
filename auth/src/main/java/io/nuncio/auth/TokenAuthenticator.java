package io.nuncio.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.wire.ConnectOptions.Credentials;
import java.util.List;

/// Lets in whoever presents one of the tokens, as `auth_token`; user and password do not matter
/// beside it. A client that has only a place for user and password, and leaves the user empty
/// (`nats://:mytoken@host`), presents its token as the password.
record TokenAuthenticator(KnownSecrets tokens, String description) implements Authenticator {
  static Authenticator of(Secret token, Means means) {
    SecretVerifier verifier = SecretVerifier.of(token, means.random());
    return new TokenAuthenticator(
        KnownSecrets.of(verifier, AuthorizedUser.TOKEN_HOLDER, means),
        "Clients authenticate with a token" + verifier.remark());
  }

  static Authenticator of(List<NamedToken> tokens, Means means) {
    StringBuilder description =
        new StringBuilder("Clients authenticate with one of ")
            .append(tokens.size())
            .append(" tokens: ");
    String separator = "";
    for (NamedToken token : tokens) {
      description.append(separator).append(token.name());
      if (token.expires() != null) {
        description.append(" (until ").append(token.expires()).append(')');
      }
      separator = ", ";
    }
    return new TokenAuthenticator(KnownSecrets.of(tokens, means), description.toString());
  }

  @Override
  public boolean required() {
    return true;
  }

  @Override
  public Decision check(Evidence evidence, Check check) {
    Credentials credentials = evidence.credentials();
    boolean asPassword =
        credentials.token().isEmpty() && credentials.userGiven() && credentials.user().isEmpty();
    String presented = asPassword ? credentials.password() : credentials.token();
    return tokens.check(presented.getBytes(UTF_8), check);
  }
}
