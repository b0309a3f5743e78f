package io.nuncio.server.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// A file of certificates or keys as text: parts in base 64 between lines that say what they are
/// (RFC 7468). What stands between the parts does not count.
final class PemFile {
  private static final int MOST_BYTES = 4 << 20;
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";
  private static final String CERTIFICATE = "CERTIFICATE";

  private final Path file;
  private final List<Part> parts;

  /// One part.
  ///
  /// @param label what it is, such as `CERTIFICATE`
  /// @param body in base 64
  /// @param encrypted whether a password is needed to read it
  private record Part(String label, String body, boolean encrypted) {}

  /// A private key, in one of three forms. Not a record, because those show what they hold.
  static final class Key {
    private final String label;
    private final byte[] der;

    private Key(String label, byte[] der) {
      this.label = label;
      this.der = der;
    }

    /// Whether it is PKCS #8; else it is PKCS #1 or SEC 1.
    boolean isComplete() {
      return label.equals("PRIVATE KEY");
    }

    /// The key itself, which the receiver may overwrite.
    byte[] der() {
      return der;
    }
  }

  private PemFile(Path file, List<Part> parts) {
    this.file = file;
    this.parts = parts;
  }

  /// @throws IOException if it cannot be read; its message is for the operator
  static PemFile read(Path file) throws IOException {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IOException(file + " is larger than 4 MiB, which no PEM file is");
      }
      return new PemFile(file, parts(file, Files.readString(file, ISO_8859_1)));
    } catch (NoSuchFileException e) {
      throw new IOException("open " + file + ": no such file or directory", e);
    } catch (AccessDeniedException e) {
      throw new IOException("open " + file + ": permission denied", e);
    }
  }

  private static List<Part> parts(Path file, String text) throws IOException {
    List<Part> parts = new ArrayList<>();
    int begin = text.indexOf(BEGIN);
    while (begin >= 0) {
      int labelEnd = text.indexOf(DASHES, begin + BEGIN.length());
      String label = labelEnd < 0 ? "" : text.substring(begin + BEGIN.length(), labelEnd);
      int end = text.indexOf(END + label + DASHES, labelEnd + DASHES.length());
      if (labelEnd < 0 || end < 0 || label.indexOf('\n') >= 0) {
        throw new IOException(file + " is cut off: a part that begins does not end");
      }
      parts.add(part(label, text.substring(labelEnd + DASHES.length(), end)));
      begin = text.indexOf(BEGIN, end);
    }
    return parts;
  }

  private static Part part(String label, String body) {
    // A header, which only old encrypted keys have, ends with an empty line.
    return new Part(label, body, label.startsWith("ENCRYPTED ") || body.contains("Proc-Type:"));
  }

  private byte[] content(Part part) throws IOException {
    try {
      return Base64.getMimeDecoder().decode(part.body());
    } catch (IllegalArgumentException notBase64) {
      // Its message would hold characters of what may be a key.
      throw new IOException(file + " is damaged: a part of it is not base 64");
    }
  }

  /// All certificates, in their order.
  ///
  /// @throws IOException if there is none, or one cannot be understood
  List<X509Certificate> certificates() throws IOException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Part part : parts) {
      if (part.label().equals(CERTIFICATE)) {
        certificates.add(certificate(content(part)));
      }
    }
    if (certificates.isEmpty()) {
      throw new IOException(
          file + " holds no certificate: expected a part that begins with -----BEGIN CERTIFICATE");
    }
    return certificates;
  }

  private X509Certificate certificate(byte[] der) throws IOException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      throw new IOException(file + " holds a damaged certificate: " + e.getMessage(), e);
    }
  }

  /// The first private key.
  ///
  /// @throws IOException if there is none, or it is protected by a password
  Key key() throws IOException {
    for (Part part : parts) {
      if (part.label().endsWith("PRIVATE KEY")) {
        if (part.encrypted()) {
          throw new IOException(
              file
                  + " is protected by a password, which a server cannot type: \"openssl pkey -in "
                  + file
                  + " -out key.pem\" takes it off");
        }
        return new Key(part.label(), content(part));
      }
    }
    throw new IOException(
        file + " holds no private key: expected a part that begins with -----BEGIN PRIVATE KEY");
  }
}
