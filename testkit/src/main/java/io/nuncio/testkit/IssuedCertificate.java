package io.nuncio.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;

/// A certificate and the key that belongs to it.
public record IssuedCertificate(X509Certificate certificate, PrivateKey key) {
  private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(64, new byte[] {'\n'});

  /// Writes the certificate, and behind it those that clients need to check it.
  ///
  /// @return `file`
  public Path writeCertificate(Path file, X509Certificate... above) {
    var text = new StringBuilder(pem(certificate));
    for (X509Certificate each : above) {
      text.append(pem(each));
    }
    return write(file, text.toString());
  }

  /// Writes the key as PKCS #8, which its owner alone may read.
  ///
  /// @return `file`
  public Path writeKey(Path file) {
    return writeKey(file, "PRIVATE KEY", key.getEncoded());
  }

  /// Writes the key as PKCS #1 or as SEC 1, whichever is for its kind, which its owner alone may
  /// read.
  ///
  /// @return `file`
  public Path writeTraditionalKey(Path file) {
    String label = key.getAlgorithm() + " PRIVATE KEY";
    return writeKey(file, label, Der.member(key.getEncoded(), 2));
  }

  /// The SHA-256 of the certificate's public key, in hexadecimal.
  public String fingerprint() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(certificate.getPublicKey().getEncoded());
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path writeKey(Path file, String label, byte[] der) {
    write(file, pem(label, der));
    try {
      if (Files.getFileAttributeView(file, PosixFileAttributeView.class) != null) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pem(X509Certificate certificate) {
    try {
      return pem("CERTIFICATE", certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String label, byte[] der) {
    String body = new String(BASE64.encode(der), US_ASCII);
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(label, body, label);
  }
}
