package io.nuncio.server.tls;

import java.util.List;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// What an implementation of TLS needs to know to make engines.
///
/// @param keys chooses the certificate that a client is shown
/// @param trust checks the certificate that a client must show; null if it need not show one
/// @param protocols names of versions, as Java writes them
/// @param cipherSuites names of IANA, the best first
/// @param groups names of IANA, the best first
public record TlsProfile(
    X509ExtendedKeyManager keys,
    @Nullable X509TrustManager trust,
    List<String> protocols,
    List<String> cipherSuites,
    List<String> groups) {
  /// Keeps copies.
  public TlsProfile {
    protocols = List.copyOf(protocols);
    cipherSuites = List.copyOf(cipherSuites);
    groups = List.copyOf(groups);
  }

  /// The same for clients that need not show a certificate.
  TlsProfile withoutTrust() {
    return new TlsProfile(keys, null, protocols, cipherSuites, groups);
  }
}
