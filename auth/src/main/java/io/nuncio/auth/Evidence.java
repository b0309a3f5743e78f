package io.nuncio.auth;

import io.nuncio.wire.ConnectOptions.Credentials;
import java.security.cert.X509Certificate;
import java.util.List;

/// All by which a client may prove who it is.
///
/// @param credentials what its `CONNECT` said
/// @param type what it connects by
/// @param nonce what the server gave it to sign; empty for nothing
/// @param certificates its chain, its own first, verified already; empty without TLS or without one
public record Evidence(
    Credentials credentials,
    ConnectionType type,
    String nonce,
    List<X509Certificate> certificates) {

  /// With `certificates` that do not change.
  public Evidence {
    certificates = List.copyOf(certificates);
  }

  /// Nothing but `credentials`, over a socket.
  public static Evidence of(Credentials credentials) {
    return new Evidence(credentials, ConnectionType.STANDARD, "", List.of());
  }

  /// Names no value: a secret may stand in any of the fields of the credentials.
  @Override
  public String toString() {
    return "Evidence[" + type + ", REDACTED]";
  }
}
