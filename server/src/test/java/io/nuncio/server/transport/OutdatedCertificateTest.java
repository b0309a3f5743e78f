package io.nuncio.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.CertificateAuthority;
import io.nuncio.testkit.CertificateRequest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is said of a session that was resumed with a certificate that has expired meanwhile.
class OutdatedCertificateTest {
  private final X509Certificate certificate =
      CertificateAuthority.named("authority").issue(CertificateRequest.localhost()).certificate();
  private final Instant end = certificate.getNotAfter().toInstant();
  private final TlsPeer peer = new TlsPeer("1.2", "any", List.of(certificate));

  @Test
  void validCertificateIsNoFailure() {
    assertThat(TlsFailure.ofOutdated(peer, end)).isNull();
  }

  @Test
  void expiredCertificateIsOne() {
    assertThat(TlsFailure.ofOutdated(peer, end.plus(Duration.ofSeconds(1))))
        .extracting(TlsFailure::reason)
        .asString()
        .startsWith("tls: failed to verify certificate: x509: certificate has expired")
        .endsWith("is after " + end);
  }

  @Test
  void peerWithoutACertificateIsNone() {
    assertThat(TlsFailure.ofOutdated(new TlsPeer("1.3", "any", List.of()), Instant.MAX)).isNull();
  }
}
