package io.nuncio.server.simulation;

import static io.nuncio.server.simulation.TlsScene.converse;
import static io.nuncio.server.simulation.TlsScene.shown;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.config.ClientProtocol;
import io.nuncio.config.ServerConfig;
import io.nuncio.server.snapshot.ConnectionSnapshot;
import io.nuncio.server.tls.HandshakeFirst;
import io.nuncio.testkit.Seed;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients that speak TLS through a proxy that says who they are.
class TlsBehindProxyTest {
  private static final ServerConfig BEHIND_A_PROXY =
      ServerConfig.builder()
          .protocol(new ClientProtocol(true, true, true, ClientProtocol.WriteTimeout.CLOSE, true))
          .build();

  private final RandomGenerator random = Seed.random("TLS behind a proxy");

  @ParameterizedTest
  @ValueSource(strings = {"NEVER", "ALWAYS", "AUTO"})
  void headerOfAProxyComesBeforeTheHandshake(HandshakeFirst.Mode mode) {
    HandshakeFirst first =
        switch (mode) {
          case NEVER -> HandshakeFirst.NEVER;
          case ALWAYS -> HandshakeFirst.ALWAYS;
          case AUTO -> HandshakeFirst.within(Duration.ofMillis(50));
        };
    Simulation simulation =
        new Simulation(random, 2, BEHIND_A_PROXY, TestTls.settings(false, first));
    SimulatedClient client = simulation.open(true, true);
    client.send("PROXY TCP4 203.0.113.7 198.51.100.1 56324 4222\r\n");
    simulation.pass(Duration.ofMillis(30));
    if (mode == HandshakeFirst.Mode.NEVER) {
      simulation.settle();
    }
    client.secure(new SimulatedTls(TestTls.client(), random));
    converse(client);
    simulation.settle();

    assertThat(client.infos.getLast()).contains("\"client_ip\":\"203.0.113.7\"");
    assertThat(shown(simulation))
        .extracting(ConnectionSnapshot.Tls::first)
        .containsExactly(mode != HandshakeFirst.Mode.NEVER);
  }

  @Test
  void clientBehindAProxyThatDoesNotBeginInTimeIsToldFirst() {
    Simulation simulation =
        new Simulation(
            random,
            1,
            BEHIND_A_PROXY,
            TestTls.settings(false, HandshakeFirst.within(Duration.ofMillis(50))));
    SimulatedClient client = simulation.openTls(TestTls::client);
    client.greetFirst("PROXY TCP4 203.0.113.7 198.51.100.1 56324 4222\r\n");
    converse(client);
    simulation.settle();

    assertThat(client.pongs()).isEqualTo(1);
    assertThat(client.infos.getLast()).contains("\"client_ip\":\"203.0.113.7\"");
  }
}
