package io.nuncio.server.tls;

import io.nuncio.config.TlsConfig;
import java.security.cert.X509Certificate;
import java.util.Arrays;

/// Lets the Java runtime show the answer of an OCSP responder beside the certificate.
///
/// The runtime asks the responder at a handshake whose client wants to know, waits up to 5 s, and
/// keeps the answer for an hour. Without an answer the handshake goes on without one.
final class Stapling {
  private static final String ENABLED = "jdk.tls.server.enableStatusRequestExtension";
  private static final String RESPONDER = "jdk.tls.stapling.responderURI";
  private static final String OVERRIDE = "jdk.tls.stapling.responderOverride";

  /// RFC 7633: a certificate whose holder promises to staple.
  private static final String TLS_FEATURE = "1.3.6.1.5.5.7.1.24";

  private static final byte[] STATUS_REQUEST = {4, 5, 0x30, 3, 2, 1, 5};

  private Stapling() {}

  /// Whether `identity` is to be stapled, and then sees to it. To be called before the engines are
  /// made. What holds is the whole process's; so nothing is touched where stapling is not wanted.
  static boolean begin(TlsConfig.Stapling wanted, ServerIdentity identity) {
    boolean stapling =
        switch (wanted.mode()) {
          case NEVER -> false;
          case AUTO -> promises(identity.certificate());
          case ALWAYS -> true;
        };
    if (!stapling) {
      return false;
    }
    System.setProperty(ENABLED, "true");
    String responder = wanted.responder();
    if (responder != null) {
      System.setProperty(RESPONDER, responder);
      System.setProperty(OVERRIDE, "true");
    }
    return true;
  }

  private static boolean promises(X509Certificate certificate) {
    return Arrays.equals(certificate.getExtensionValue(TLS_FEATURE), STATUS_REQUEST);
  }
}
