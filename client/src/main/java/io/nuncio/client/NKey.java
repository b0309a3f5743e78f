package io.nuncio.client;

import io.nuncio.wire.Nkey;
import io.nuncio.wire.NkeySeed;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The Ed25519 key of a user, with which it can prove who it is: from a seed (`SU…`), or the public
/// part alone (`U…`).
public final class NKey {
  private static final String ALGORITHM = "Ed25519";
  private static final int KEY_BYTES = 32;

  private final Nkey publicKey;
  private final byte @Nullable [] secret;

  private NKey(Nkey publicKey, byte @Nullable [] secret) {
    this.publicKey = publicKey;
    this.secret = secret;
  }

  /// A key with its secret.
  ///
  /// @throws IllegalArgumentException if it is no seed of a user; the message does not repeat it
  public static NKey fromSeed(char[] seed) {
    byte[] secret = NkeySeed.parse(new String(seed).strip());
    if (secret == null) {
      throw new IllegalArgumentException("a user's seed is 58 characters that begin with SU");
    }
    return of(secret);
  }

  /// The public part of a key.
  ///
  /// @throws IllegalArgumentException if it is no user's key
  public static NKey fromPublicKey(char[] publicKey) {
    Nkey key = Nkey.parse(new String(publicKey).strip());
    if (key == null) {
      throw new IllegalArgumentException("a user's key is 56 characters that begin with U");
    }
    return new NKey(key, null);
  }

  /// A new key.
  ///
  /// @param random where its secret comes from; null for the JDK's choice
  /// @throws NoSuchAlgorithmException never, nor any other: they are declared for code that was
  ///   written for jnats
  public static NKey createUser(@Nullable SecureRandom random)
      throws IOException, NoSuchProviderException, NoSuchAlgorithmException {
    byte[] secret = new byte[KEY_BYTES];
    (random == null ? new SecureRandom() : random).nextBytes(secret);
    return of(secret);
  }

  /// Whether the text is a user's public key.
  public static boolean isValidPublicUserKey(char[] publicKey) {
    return Nkey.parse(new String(publicKey)) != null;
  }

  private static NKey of(byte[] secret) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
      generator.initialize(NamedParameterSpec.ED25519, new Given(secret));
      EdECPublicKey key = (EdECPublicKey) generator.generateKeyPair().getPublic();
      return new NKey(Nkey.of(encoded(key.getPoint())), secret);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no Ed25519", e);
    }
  }

  /// "Randomness" that is the secret itself: how the JDK makes the public key of a known secret.
  private static final class Given extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final transient byte[] secret;

    Given(byte[] secret) {
      this.secret = secret;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(secret, 0, bytes, 0, bytes.length);
    }
  }

  /// Little endian, the sign of x in the highest bit (RFC 8032, 5.1.2).
  private static byte[] encoded(EdECPoint point) {
    byte[] bigEndian = point.getY().toByteArray();
    byte[] key = new byte[KEY_BYTES];
    for (int i = 0; i < Math.min(KEY_BYTES, bigEndian.length); i++) {
      key[i] = bigEndian[bigEndian.length - 1 - i];
    }
    if (point.isXOdd()) {
      key[KEY_BYTES - 1] |= (byte) 0x80;
    }
    return key;
  }

  private static EdECPoint decoded(byte[] key) {
    byte[] bigEndian = new byte[KEY_BYTES];
    for (int i = 0; i < KEY_BYTES; i++) {
      bigEndian[i] = key[KEY_BYTES - 1 - i];
    }
    boolean odd = (bigEndian[0] & 0x80) != 0;
    bigEndian[0] &= 0x7f;
    return new EdECPoint(odd, new BigInteger(1, bigEndian));
  }

  /// The public key as it is written: `U…`.
  ///
  /// @throws IOException never, nor any other: they are declared for code that was written for
  ///   jnats
  public char[] getPublicKey() throws GeneralSecurityException, IOException {
    return publicText();
  }

  char[] publicText() {
    return publicKey.toString().toCharArray();
  }

  /// The secret as it is written: `SU…`.
  ///
  /// @throws IllegalStateException if there is none
  public char[] getSeed() {
    return NkeySeed.of(secret()).toCharArray();
  }

  private byte[] secret() {
    if (secret == null) {
      throw new IllegalStateException("only the public part of this key is known");
    }
    return secret;
  }

  /// The signature of `input`.
  ///
  /// @throws IllegalStateException if there is no secret
  /// @throws IOException never; it is declared for code that was written for jnats
  public byte[] sign(byte[] input) throws GeneralSecurityException, IOException {
    return signature(input);
  }

  byte[] signature(byte[] input) throws GeneralSecurityException {
    PrivateKey key =
        KeyFactory.getInstance(ALGORITHM)
            .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, secret()));
    Signature signature = Signature.getInstance(ALGORITHM);
    signature.initSign(key);
    signature.update(input);
    return signature.sign();
  }

  /// Whether `signature` is that of `input` by this key.
  ///
  /// @throws IOException never; it is declared for code that was written for jnats
  public boolean verify(byte[] input, byte[] signature)
      throws GeneralSecurityException, IOException {
    PublicKey key =
        KeyFactory.getInstance(ALGORITHM)
            .generatePublic(
                new EdECPublicKeySpec(NamedParameterSpec.ED25519, decoded(publicKey.key())));
    Signature verifier = Signature.getInstance(ALGORITHM);
    verifier.initVerify(key);
    verifier.update(input);
    return verifier.verify(signature);
  }

  /// Overwrites the secret.
  public void clear() {
    if (secret != null) {
      Arrays.fill(secret, (byte) 0);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NKey key && publicKey.equals(key.publicKey);
  }

  @Override
  public int hashCode() {
    return publicKey.hashCode();
  }

  /// The public key.
  @Override
  public String toString() {
    return publicKey.toString();
  }
}
