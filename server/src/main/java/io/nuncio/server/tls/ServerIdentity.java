package io.nuncio.server.tls;

import io.nuncio.config.TlsConfig.KeyPairFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;

/// What the server shows to clients to prove who it is: a private key, and the certificate for it
/// with those above it.
record ServerIdentity(PrivateKey key, List<X509Certificate> chain) {
  private static final byte[] PROBE = {1, 2, 3};
  private static final byte[] VERSION_0 = {2, 1, 0};
  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;
  private static final int LONG_FORM = 0x80;

  ServerIdentity {
    chain = List.copyOf(chain);
  }

  /// Reads both files; whether they belong together is left to [#check].
  ///
  /// @throws IOException if a file cannot be read, or the key is not of the certificate's kind
  static ServerIdentity read(KeyPairFiles files) throws IOException {
    List<X509Certificate> chain = PemFile.read(files.certificate()).certificates();
    PemFile.Key pem = PemFile.read(files.key()).key();
    PublicKey publicKey = chain.getFirst().getPublicKey();
    try {
      return new ServerIdentity(privateKey(pem, publicKey), chain);
    } catch (GeneralSecurityException | RuntimeException anotherKind) {
      // What these say of a key is not for a log.
      throw noPair(files);
    } finally {
      Arrays.fill(pem.der(), (byte) 0);
    }
  }

  /// Signs and verifies, which takes longest of all at the start of a server.
  ///
  /// @param files what it was read from
  /// @throws IOException if the key is not that of the certificate
  void check(KeyPairFiles files) throws IOException {
    try {
      if (isPair(key, certificate().getPublicKey())) {
        return;
      }
    } catch (GeneralSecurityException | RuntimeException anotherKind) {
      // As above.
    }
    throw noPair(files);
  }

  private static IOException noPair(KeyPairFiles files) {
    return new IOException(
        "private key does not match public key: "
            + files.key()
            + " is not the key of the first certificate in "
            + files.certificate());
  }

  X509Certificate certificate() {
    return chain.getFirst();
  }

  /// A key that is not PKCS #8 does not say all of what it is for; its certificate does.
  private static PrivateKey privateKey(PemFile.Key pem, PublicKey publicKey)
      throws GeneralSecurityException {
    byte[] der = pem.der();
    if (!pem.isComplete()) {
      der = value(SEQUENCE, VERSION_0, algorithm(publicKey), value(OCTET_STRING, pem.der()));
    }
    return KeyFactory.getInstance(publicKey.getAlgorithm())
        .generatePrivate(new PKCS8EncodedKeySpec(der));
  }

  /// The first member of a `SubjectPublicKeyInfo`.
  private static byte[] algorithm(PublicKey publicKey) {
    byte[] info = publicKey.getEncoded();
    int first = info[1] & 0xff;
    int start = first < LONG_FORM ? 2 : 2 + first - LONG_FORM;
    // No algorithm needs more than the 127 bytes that one byte can count.
    return Arrays.copyOfRange(info, start, start + 2 + info[start + 1]);
  }

  private static byte[] value(int tag, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteBuffer out = ByteBuffer.allocate(4 + length);
    out.put((byte) tag);
    if (length > 0xff) {
      out.put((byte) (LONG_FORM | 2)).putShort((short) length);
    } else if (length >= LONG_FORM) {
      out.put((byte) (LONG_FORM | 1)).put((byte) length);
    } else {
      out.put((byte) length);
    }
    for (byte[] part : parts) {
      out.put(part);
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  private static boolean isPair(PrivateKey key, PublicKey publicKey)
      throws GeneralSecurityException {
    String name =
        switch (publicKey.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> publicKey.getAlgorithm();
        };
    Signature signature = Signature.getInstance(name);
    signature.initSign(key);
    signature.update(PROBE);
    byte[] signed = signature.sign();
    signature.initVerify(publicKey);
    signature.update(PROBE);
    return signature.verify(signed);
  }
}
