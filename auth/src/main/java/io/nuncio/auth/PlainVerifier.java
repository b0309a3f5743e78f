package io.nuncio.auth;

/// Compares with a secret that is known in plain text.
record PlainVerifier(Secret secret) implements SecretVerifier {
  @Override
  public boolean isHashed() {
    return false;
  }

  @Override
  public boolean matchesAtOnce(byte[] candidate) {
    return secret.matches(candidate);
  }

  @Override
  public boolean matchesSlowly(byte[] candidate) {
    return secret.matches(candidate);
  }

  @Override
  public String remark() {
    return "";
  }
}
