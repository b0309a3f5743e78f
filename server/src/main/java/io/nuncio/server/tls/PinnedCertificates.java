package io.nuncio.server.tls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Serves only those whose certificate has one of some keys.
///
/// @param fingerprints lower-case hexadecimal SHA-256 of `SubjectPublicKeyInfo`; not empty
record PinnedCertificates(Set<String> fingerprints) implements PeerCheck {
  PinnedCertificates {
    fingerprints = Set.copyOf(fingerprints);
  }

  @Override
  public @Nullable String refusal(List<X509Certificate> chain) {
    if (chain.isEmpty()) {
      return "Failed pinned cert test as client did not provide a certificate";
    }
    String fingerprint = fingerprint(chain.getFirst());
    return fingerprints.contains(fingerprint)
        ? null
        : "Failed pinned cert test for key id: " + fingerprint;
  }

  private static String fingerprint(X509Certificate certificate) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(certificate.getPublicKey().getEncoded());
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
