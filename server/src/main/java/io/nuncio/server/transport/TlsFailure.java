package io.nuncio.server.transport;

import java.util.Locale;

/// Why a handshake did not come to its end.
///
/// @param reason for a log line; in the words of nats-server 2.15.2 where it has such
/// @param probe whether the peer did not even try, as what looks for open ports does not
public record TlsFailure(String reason, boolean probe) {
  private static final String ALERT_PREFIX = "Received fatal alert: ";
  private static final String NO_CERTIFICATE = "Empty client certificate chain";

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
    String full = failure.getMessage();
    if (full == null) {
      return new TlsFailure(failure.toString(), false);
    }
    // Newer JDKs put the name of their alert in front.
    String message = full.startsWith("(") ? full.substring(full.indexOf(')') + 1).strip() : full;
    if (message.startsWith(ALERT_PREFIX)) {
      String alert = message.substring(ALERT_PREFIX.length()).replace('_', ' ');
      return new TlsFailure("remote error: tls: " + alert.toLowerCase(Locale.ROOT), false);
    }
    if (message.startsWith(NO_CERTIFICATE)) {
      return new TlsFailure("tls: client didn't provide a certificate", false);
    }
    return new TlsFailure("tls: " + message, false);
  }
}
