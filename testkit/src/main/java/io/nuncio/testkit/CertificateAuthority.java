package io.nuncio.testkit;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;

/// Signs certificates for tests, with keys that were made for it and are kept nowhere else.
public final class CertificateAuthority {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SERIAL_BITS = 63;
  private static final int RSA_BITS = 2048;
  private static final byte[] NULL = {5, 0};
  private static final byte[] KEY_CERT_SIGN = {4};

  private final IssuedCertificate own;

  private CertificateAuthority(IssuedCertificate own) {
    this.own = own;
  }

  /// One whose own certificate is trusted or is not: it has nobody above it.
  public static CertificateAuthority named(String name) {
    var request = authority(name);
    KeyPair keys = keys(request.algorithm());
    X509Certificate certificate = sign(request, keys, keys.getPrivate(), request.subject());
    return new CertificateAuthority(new IssuedCertificate(certificate, keys.getPrivate()));
  }

  /// One below this.
  public CertificateAuthority intermediate(String name) {
    return new CertificateAuthority(issue(authority(name)));
  }

  private static CertificateRequest authority(String name) {
    return CertificateRequest.empty()
        .name("CN", name)
        .extension("2.5.29.19", true, Der.sequence(Der.yes()))
        .extension("2.5.29.15", true, Der.bits(2, KEY_CERT_SIGN));
  }

  /// Makes a key and signs a certificate for it.
  public IssuedCertificate issue(CertificateRequest request) {
    KeyPair keys = keys(request.algorithm());
    byte[] issuer = own.certificate().getSubjectX500Principal().getEncoded();
    return new IssuedCertificate(sign(request, keys, own.key(), issuer), keys.getPrivate());
  }

  /// The authority's own certificate.
  public X509Certificate certificate() {
    return own.certificate();
  }

  /// Writes the authority's own certificate.
  ///
  /// @return `file`
  public Path write(Path file) {
    return own.writeCertificate(file);
  }

  private static KeyPair keys(String algorithm) {
    try {
      var generator = KeyPairGenerator.getInstance(algorithm);
      switch (algorithm) {
        case "EC" -> generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
        case "RSA" -> generator.initialize(RSA_BITS, RANDOM);
        default -> {
          // It has one size.
        }
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509Certificate sign(
      CertificateRequest request, KeyPair keys, PrivateKey signer, byte[] issuer) {
    try {
      byte[] algorithm = algorithm(signer);
      byte[] content =
          Der.sequence(
              Der.explicit(0, Der.integer(BigInteger.TWO)),
              Der.integer(new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS - 1)),
              algorithm,
              issuer,
              request.validity(),
              request.subject(),
              keys.getPublic().getEncoded(),
              request.extensions());
      var signature = Signature.getInstance(signatureName(signer));
      signature.initSign(signer);
      signature.update(content);
      byte[] der = Der.sequence(content, algorithm, Der.bits(0, signature.sign()));
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] algorithm(PrivateKey signer) {
    return switch (signer.getAlgorithm()) {
      case "EC" -> Der.sequence(Der.identifier("1.2.840.10045.4.3.2"));
      case "RSA" -> Der.sequence(Der.identifier("1.2.840.113549.1.1.11"), NULL);
      default -> Der.sequence(Der.identifier("1.3.101.112"));
    };
  }

  private static String signatureName(PrivateKey signer) {
    return switch (signer.getAlgorithm()) {
      case "EC" -> "SHA256withECDSA";
      case "RSA" -> "SHA256withRSA";
      default -> "Ed25519";
    };
  }
}
