package io.nuncio.server.tls;

import io.nuncio.config.TlsConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lets the Java runtime show the answer of an OCSP responder beside the certificate.
///
/// The runtime asks the responder at a handshake whose client wants to know, and keeps the answer
/// for an hour. It asks only if the issuer's certificate stands behind the server's, because the
/// question names it. Without an answer the handshake goes on without one.
final class Stapling {
  private static final String ENABLED = "jdk.tls.server.enableStatusRequestExtension";
  private static final String RESPONDER = "jdk.tls.stapling.responderURI";
  private static final String OVERRIDE = "jdk.tls.stapling.responderOverride";
  private static final String TIMEOUT_MILLIS = "jdk.tls.stapling.responseTimeout";
  private static final long LONGEST_MILLIS = 5_000;

  /// RFC 7633: a certificate whose holder promises to staple.
  private static final String TLS_FEATURE = "1.3.6.1.5.5.7.1.24";

  private static final byte[] STATUS_REQUEST = {4, 5, 0x30, 3, 2, 1, 5};

  private Stapling() {}

  /// Whether `identity` is to be stapled, and then sees to it. To be called before the engines are
  /// made. What holds is the whole process's; so nothing is touched where stapling is not wanted.
  ///
  /// @param handshake how long one may take: half of it is left for it when no answer comes
  static boolean begin(TlsConfig.Stapling wanted, ServerIdentity identity, Duration handshake) {
    boolean stapling =
        switch (wanted.mode()) {
          case NEVER -> false;
          case AUTO -> promises(identity);
          case ALWAYS -> true;
        };
    if (!stapling) {
      return false;
    }
    System.setProperty(ENABLED, "true");
    long patience = Math.min(LONGEST_MILLIS, handshake.toMillis() / 2);
    System.setProperty(TIMEOUT_MILLIS, Long.toString(patience));
    String responder = wanted.responder();
    if (responder != null) {
      System.setProperty(RESPONDER, responder);
      System.setProperty(OVERRIDE, "true");
    }
    return true;
  }

  /// Whether the certificate says that it must be stapled.
  static boolean promises(ServerIdentity identity) {
    return Arrays.equals(identity.certificate().getExtensionValue(TLS_FEATURE), STATUS_REQUEST);
  }

  /// `identity` with its issuer behind it: the second in its file, or else one of `authorities`.
  ///
  /// @return null if the issuer is in neither
  /// @throws IOException if `authorities` cannot be read
  static @Nullable ServerIdentity withIssuer(ServerIdentity identity, @Nullable Path authorities)
      throws IOException {
    if (identity.chain().size() > 1) {
      return identity;
    }
    if (authorities == null) {
      return null;
    }
    for (X509Certificate candidate : PemFile.read(authorities).certificates()) {
      if (hasIssued(candidate, identity.certificate())) {
        return new ServerIdentity(identity.key(), List.of(identity.certificate(), candidate));
      }
    }
    return null;
  }

  private static boolean hasIssued(X509Certificate issuer, X509Certificate certificate) {
    try {
      certificate.verify(issuer.getPublicKey());
      return issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    } catch (GeneralSecurityException anotherIssuer) {
      return false;
    }
  }
}
