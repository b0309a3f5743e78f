package io.nuncio.auth;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/// Tells whether the owner of one Ed25519 key has signed something. Safe from any thread; takes
/// some hundred microseconds.
///
/// Source: RFC 8032; the encoding of the key is that of RFC 8410.
final class SignatureVerifier {
  private static final String ALGORITHM = "Ed25519";

  /// What stands before the 32 bytes of a key in its X.509 form.
  private static final String X509_HEADER = "302a300506032b6570032100";

  private final PublicKey key;

  /// @param key 32 bytes; any are taken, but for those that are no point nothing is ever signed
  SignatureVerifier(byte[] key) {
    try {
      byte[] header = HexFormat.of().parseHex(X509_HEADER);
      byte[] encoded = new byte[header.length + key.length];
      System.arraycopy(header, 0, encoded, 0, header.length);
      System.arraycopy(key, 0, encoded, header.length, key.length);
      this.key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("expected 32 bytes and a JVM that knows " + ALGORITHM, e);
    }
  }

  /// Whether `signature` is one of `message`.
  boolean isSigned(byte[] message, byte[] signature) {
    try {
      Signature verification = Signature.getInstance(ALGORITHM);
      verification.initVerify(key);
      verification.update(message);
      return verification.verify(signature);
    } catch (GeneralSecurityException noPointOrNoSignature) {
      return false;
    }
  }
}
