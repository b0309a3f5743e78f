package io.nuncio.server.transport;

import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why a handshake did not come to its end.
///
/// @param reason for a log line; in the words of nats-server 2.15.2 where it has such
/// @param probe whether the peer did not even try, as what looks for open ports does not
public record TlsFailure(String reason, boolean probe) {
  private static final String ALERT_PREFIX = "Received fatal alert: ";
  private static final String OUTDATED =
      "tls: failed to verify certificate: x509: certificate has expired or is not yet valid: ";
  private static final String NO_CERTIFICATE = "Empty client certificate chain";

  /// What BoringSSL says begins with this, and ends with a word for it: `error:100000c0:SSL
  /// routines:OPENSSL_internal:PEER_DID_NOT_RETURN_A_CERTIFICATE`.
  private static final String BORINGSSL = "error:";

  private static final String BORINGSSL_NO_CERTIFICATE = "PEER_DID_NOT_RETURN_A_CERTIFICATE";
  private static final String BORINGSSL_ALERT = "_ALERT_";

  /// What its engines say where the cause says more.
  private static final String BORINGSSL_ENGINE = "General OpenSslEngine problem";

  /// The peer speaks something else.
  static TlsFailure notTls() {
    return new TlsFailure("tls: first record does not look like a TLS handshake", true);
  }

  /// The peer has gone.
  static TlsFailure ended() {
    return new TlsFailure("EOF", false);
  }

  /// What `failure` says.
  static TlsFailure of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateExpiredException
          || cause instanceof CertificateNotYetValidException) {
        return new TlsFailure(OUTDATED + cause.getMessage(), false);
      }
    }
    String full = failure.getMessage();
    if (full == null) {
      return new TlsFailure(failure.toString(), false);
    }
    Throwable cause = failure.getCause();
    if (full.equals(BORINGSSL_ENGINE) && cause != null) {
      return of(cause);
    }
    if (full.startsWith(BORINGSSL)) {
      return ofBoringSsl(full.substring(full.lastIndexOf(':') + 1));
    }
    // Newer JDKs put the name of their alert in front.
    String message = full.startsWith("(") ? full.substring(full.indexOf(')') + 1).strip() : full;
    if (message.startsWith(ALERT_PREFIX)) {
      return alert(message.substring(ALERT_PREFIX.length()));
    }
    if (message.startsWith(NO_CERTIFICATE)) {
      return noCertificate();
    }
    return new TlsFailure("tls: " + message, false);
  }

  /// That the certificate of `peer` has expired; null if it has not, or there is none. A handshake
  /// that resumes a session repeats a certificate, and no engine looks at it again.
  public static @Nullable TlsFailure ofOutdated(TlsPeer peer, Instant now) {
    if (peer.certificates().isEmpty()) {
      return null;
    }
    Instant notAfter = peer.certificates().getFirst().getNotAfter().toInstant();
    return now.isAfter(notAfter)
        ? new TlsFailure(
            OUTDATED
                + "current time "
                + now.truncatedTo(ChronoUnit.SECONDS)
                + " is after "
                + notAfter,
            false)
        : null;
  }

  private static TlsFailure ofBoringSsl(String word) {
    int alert = word.indexOf(BORINGSSL_ALERT);
    if (alert >= 0) {
      return alert(word.substring(alert + BORINGSSL_ALERT.length()));
    }
    return word.equals(BORINGSSL_NO_CERTIFICATE)
        ? noCertificate()
        : new TlsFailure("tls: " + words(word), false);
  }

  private static TlsFailure alert(String name) {
    return new TlsFailure("remote error: tls: " + words(name), false);
  }

  private static String words(String name) {
    return name.replace('_', ' ').toLowerCase(Locale.ROOT);
  }

  private static TlsFailure noCertificate() {
    return new TlsFailure("tls: client didn't provide a certificate", false);
  }
}
