package io.nuncio.client;

import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/// Who the client is, by a JWT, a seed, or both.
final class StaticCredentials implements AuthHandler {
  private final char @Nullable [] jwt;
  private final NKey key;

  StaticCredentials(char @Nullable [] jwt, char[] seed) {
    this.jwt = jwt;
    this.key = NKey.fromSeed(seed);
  }

  @Override
  public byte[] sign(byte[] nonce) {
    try {
      return key.signature(nonce);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign with the key " + key, e);
    }
  }

  @Override
  public char @Nullable [] getID() {
    return jwt == null ? key.publicText() : null;
  }

  @Override
  public char @Nullable [] getJWT() {
    return jwt;
  }
}
