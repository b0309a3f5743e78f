package io.nuncio.server.simulation;

import static io.nuncio.server.simulation.TlsScene.CLIENT;
import static io.nuncio.server.simulation.TlsScene.FAILED;
import static io.nuncio.server.simulation.TlsScene.after;
import static io.nuncio.server.simulation.TlsScene.lastReason;
import static io.nuncio.server.simulation.TlsScene.shown;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.server.tls.PeerCheck;
import io.nuncio.server.tls.TlsSettings;
import io.nuncio.testkit.Seed;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Clients that show certificates, and clients that show none.
class TlsCertificateTest {
  private final RandomGenerator random = Seed.random("TLS certificates");

  private Simulation simulation(TlsSettings tls) {
    return TlsScene.simulation(random, tls, 1000);
  }

  @Test
  void clientMustShowACertificateWhereThatIsDemanded() {
    Simulation simulation = simulation(TestTls.verifying(PeerCheck.none()));

    SimulatedClient known = after(simulation, TestTls::client);
    SimulatedClient stranger = after(simulation, TestTls::stranger);

    assertThat(known.infos.getFirst()).contains("\"tls_required\":true,\"tls_verify\":true");
    assertThat(known.pongs()).isEqualTo(1);
    assertThat(stranger.pongs()).isZero();
    assertThat(stranger.isClosed()).isTrue();
    assertThat(lastReason(simulation)).isEqualTo("TLS Handshake Failure");
    assertThat(shown(simulation))
        .singleElement()
        .satisfies(tls ->
            assertThat(tls.certificates())
                .singleElement()
                .satisfies(certificate ->
                    assertThat(certificate.getSubjectX500Principal().getName())
                        .isEqualTo("CN=client")));
  }

  @Test
  void clientWithoutACertificateIsNotServedWhereItIsDemanded() {
    Simulation simulation = simulation(TestTls.verifying(PeerCheck.none()));

    SimulatedClient client = after(simulation, TestTls::nobody);

    assertThat(client.isClosed()).isTrue();
    assertThat(simulation.faults())
        .containsExactly(
            "192.0.2.1:0 - cid:1 - TLS handshake error: tls: client didn't provide a certificate");
  }

  @Test
  void certificateThatIsNotServedEndsTheConnection() {
    Simulation simulation =
        simulation(TestTls.verifying(chain -> "not the one, of " + chain.size()));

    SimulatedClient client = after(simulation, TestTls::client);

    assertThat(client.isClosed()).isTrue();
    assertThat(client.infos).hasSize(1);
    assertThat(simulation.log())
        .containsSubsequence(
            CLIENT + "not the one, of 1",
            FAILED + "certificate not pinned",
            CLIENT + "Client connection closed: TLS Handshake Failure");
  }

  @Test
  void certificateThatIsNotServedAnyMoreEndsTheConnectionAtTheReload() {
    Simulation simulation = simulation(TestTls.verifying(PeerCheck.none()));
    SimulatedClient client = after(simulation, TestTls::client);

    simulation.reload(TestTls.verifying(chain -> "no more"));
    simulation.pass(Duration.ofMillis(50));

    assertThat(client.isClosed()).isTrue();
    assertThat(lastReason(simulation)).isEqualTo("TLS Handshake Failure");
  }
}
