package io.nuncio.monitoring;

import io.nuncio.auth.CertificateMapping;
import io.nuncio.server.snapshot.ConnectionSnapshot;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// What `/connz` says of a connection's encryption.
final class Encryption {
  private Encryption() {}

  /// Writes nothing of a connection in the clear.
  ///
  /// @param certificates whether to show whom the client's are for
  static void write(ConnectionSnapshot.@Nullable Tls tls, boolean certificates, Document document) {
    if (tls == null) {
      return;
    }
    document.field("tls_version", tls.version()).field("tls_cipher_suite", tls.cipherSuite());
    if (certificates && !tls.certificates().isEmpty()) {
      document.list("tls_peer_certs");
      for (X509Certificate each : tls.certificates()) {
        document
            .object()
            .fieldIfAny("subject", CertificateMapping.subject(each))
            .field("spki_sha256", sha256(each.getPublicKey().getEncoded()))
            .field("cert_sha256", sha256(encoded(each)))
            .end();
      }
      document.end();
    }
    document.fieldIfTrue("tls_first", tls.first());
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read cannot be written", e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
