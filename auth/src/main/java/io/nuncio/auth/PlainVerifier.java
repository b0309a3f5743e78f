package io.nuncio.auth;

import io.nuncio.auth.Authenticator.Decision;
import java.util.function.Consumer;

/// Compares with a secret that is known in plain text.
record PlainVerifier(Secret secret) implements SecretVerifier {
  @Override
  public Decision check(byte[] candidate, Consumer<Decision> later) {
    return secret.matches(candidate) ? Decision.ACCEPTED : Decision.REFUSED;
  }

  @Override
  public String remark() {
    return "";
  }
}
