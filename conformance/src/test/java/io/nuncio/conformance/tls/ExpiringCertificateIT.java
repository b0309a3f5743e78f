package io.nuncio.conformance.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.conformance.ServerUnderTest;
import io.nuncio.testkit.Await;
import io.nuncio.testkit.CertificateAuthority;
import io.nuncio.testkit.CertificateRequest;
import io.nuncio.testkit.IssuedCertificate;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A client whose certificate expires while it is away. All of it holds for nats-server as well.
class ExpiringCertificateIT {
  /// Long enough for a first connection on a busy machine.
  private static final Duration VALID = Duration.ofSeconds(4);

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void isRefusedAlsoIfItsClientResumesASession(String protocol) throws Exception {
    CertificateAuthority authority = CertificateAuthority.named("authority");
    authority.write(folder.resolve("ca.pem"));
    write("server", authority.issue(CertificateRequest.localhost()));
    String tls =
        """
        tls {
          cert_file: "%1$s/server-cert.pem", key_file: "%1$s/server-key.pem"
          ca_file: "%1$s/ca.pem", verify: true
        }
        """
            .formatted(folder);
    Path file = Files.writeString(folder.resolve("nats.conf"), tls);
    try (ServerProcess server =
        ServerProcess.start(ServerUnderTest.command(), "-c", file.toString())) {
      CertificateRequest brief = CertificateRequest.empty().name("CN", "client").expiresIn(VALID);
      IssuedCertificate client = authority.issue(brief);
      write("client", client);
      SSLContext context = TlsClient.context(folder, "client");

      assertThat(answer(server, context, protocol)).isEqualTo("PONG");

      Instant end = client.certificate().getNotAfter().toInstant();
      Await.until("the certificate has expired", PATIENCE, () -> Instant.now().isAfter(end));

      assertThat(answer(server, context, protocol)).isEqualTo("none");
      server.awaitLine(".*TLS handshake error: .*expired.*");
    }
  }

  private void write(String name, IssuedCertificate issued) {
    issued.writeCertificate(folder.resolve(name + "-cert.pem"));
    issued.writeKey(folder.resolve(name + "-key.pem"));
  }

  private static String answer(ServerProcess server, SSLContext context, String protocol)
      throws IOException {
    try (TlsClient client = TlsClient.connect(server.port(), context)) {
      client.line();
      try {
        client.secure(protocol);
        String line = client.connect("'verbose':false");
        return line.isEmpty() ? "none" : line;
      } catch (SocketTimeoutException silent) {
        return "silence";
      } catch (IOException refused) {
        return "none";
      }
    }
  }
}
