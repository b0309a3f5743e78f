package io.nuncio.server.transport;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/// What a handshake agreed on, and whom it showed.
///
/// @param version of TLS, as in `1.3`
/// @param cipherSuite by the name of the standard
/// @param certificates of the peer, verified, its own first; empty if it showed none
public record TlsPeer(String version, String cipherSuite, List<X509Certificate> certificates) {
  private static final String VERSION_PREFIX = "TLSv";

  /// Keeps a copy.
  public TlsPeer {
    certificates = List.copyOf(certificates);
  }

  /// The peer of a handshake that is through.
  static TlsPeer of(SSLSession session) {
    String protocol = session.getProtocol();
    return new TlsPeer(
        protocol.startsWith(VERSION_PREFIX)
            ? protocol.substring(VERSION_PREFIX.length())
            : protocol,
        session.getCipherSuite(),
        certificates(session));
  }

  private static List<X509Certificate> certificates(SSLSession session) {
    List<X509Certificate> found = new ArrayList<>();
    try {
      for (var certificate : session.getPeerCertificates()) {
        if (certificate instanceof X509Certificate x509) {
          found.add(x509);
        }
      }
    } catch (SSLPeerUnverifiedException e) {
      // It showed none, and was not asked to.
    }
    return found;
  }
}
