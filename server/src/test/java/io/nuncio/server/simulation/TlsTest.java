package io.nuncio.server.simulation;

import static io.nuncio.server.simulation.TlsScene.CLIENT;
import static io.nuncio.server.simulation.TlsScene.FAILED;
import static io.nuncio.server.simulation.TlsScene.after;
import static io.nuncio.server.simulation.TlsScene.converse;
import static io.nuncio.server.simulation.TlsScene.lastReason;
import static io.nuncio.server.simulation.TlsScene.plain;
import static io.nuncio.server.simulation.TlsScene.shown;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.auth.Secret;
import io.nuncio.config.AuthenticationConfig;
import io.nuncio.config.Limits;
import io.nuncio.server.snapshot.ConnectionSnapshot;
import io.nuncio.server.tls.HandshakeFirst;
import io.nuncio.server.tls.PeerCheck;
import io.nuncio.server.tls.TlsSettings;
import io.nuncio.testkit.Seed;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How a connection comes to be encrypted, or does not.
class TlsTest {
  private final RandomGenerator random = Seed.random("TLS");

  private Simulation simulation(TlsSettings tls) {
    return TlsScene.simulation(random, tls, 1000);
  }

  private static TlsSettings always() {
    return TestTls.settings(false, HandshakeFirst.ALWAYS);
  }

  private static TlsSettings auto(boolean allowPlain) {
    return TestTls.settings(allowPlain, HandshakeFirst.within(Duration.ofMillis(50)));
  }

  /// Speaks TLS at once, and converses.
  private SimulatedClient first(Simulation simulation) {
    SimulatedClient client = simulation.open(true, true);
    client.secure(new SimulatedTls(TestTls.client(), random));
    converse(client);
    simulation.settle();
    return client;
  }

  @Test
  void clientIsServedBehindItsHandshake() {
    Simulation simulation = simulation(TestTls.required());

    SimulatedClient client = after(simulation, TestTls::client);

    assertThat(client.pongs()).isEqualTo(1);
    assertThat(client.infos).hasSize(2).allMatch(info -> info.contains("\"tls_required\":true"));
    assertThat(simulation.log())
        .containsExactly(
            CLIENT + "Client connection created",
            CLIENT + "Starting TLS client connection handshake",
            CLIENT + "TLS handshake complete",
            CLIENT + "TLS version 1.3, cipher suite TLS_AES_256_GCM_SHA384");
  }

  @Test
  void snapshotTellsWhatTheHandshakeAgreedOn() {
    Simulation simulation = simulation(TestTls.required());
    after(simulation, TestTls::client);

    assertThat(shown(simulation))
        .containsExactly(
            new ConnectionSnapshot.Tls("1.3", "TLS_AES_256_GCM_SHA384", List.of(), false));
  }

  @Test
  void clientInTheClearIsClosedBehindInfo() {
    Simulation simulation = simulation(TestTls.required());

    SimulatedClient client = simulation.open(true, true);
    simulation.settle();
    converse(client);
    simulation.settle();

    assertThat(client.infos).hasSize(1);
    assertThat(client.errors).isEmpty();
    assertThat(client.isClosed()).isTrue();
    assertThat(lastReason(simulation)).isEqualTo("TLS Handshake Failure");
    assertThat(simulation.log())
        .containsExactly(
            CLIENT + "Client connection created",
            CLIENT + "Starting TLS client connection handshake",
            CLIENT + "TLS handshake error: tls: first record does not look like a TLS handshake",
            CLIENT + "Client connection closed: TLS Handshake Failure");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u0016", "\u0016\u0003\u0001\1\0only a part"})
  void handshakeMustBeThroughInTime(String beginning) {
    Simulation simulation = simulation(TestTls.required());
    SimulatedClient client = simulation.open(true, true);
    simulation.settle();
    client.send(beginning);

    simulation.pass(Duration.ofMillis(1_900));
    assertThat(client.isClosed()).isFalse();
    simulation.pass(Duration.ofMillis(200));

    assertThat(client.isClosed()).isTrue();
    assertThat(lastReason(simulation)).isEqualTo("TLS Handshake Failure");
    assertThat(simulation.log()).contains(CLIENT + "TLS handshake timeout");
  }

  @Test
  void authenticationIsWaitedForBehindTheHandshakeOnly() {
    Simulation simulation = simulation(TestTls.required());
    simulation.reload(config ->
        config.authentication(
            new AuthenticationConfig.Token(Secret.of("a-long-enough-token-for-this"))));
    simulation.settle();
    SimulatedClient client = simulation.open(true, true);
    simulation.pass(Duration.ofMillis(1_500));
    client.secure(new SimulatedTls(TestTls.client(), random));
    simulation.pass(Duration.ofMillis(1_500));

    client.sendConnect("a-long-enough-token-for-this");
    client.send("PING\r\n");
    simulation.settle();

    assertThat(client.pongs()).isEqualTo(1);
  }

  @Test
  void clientMayGoAwayBeforeItsHandshake() {
    Simulation simulation = simulation(TestTls.required());
    SimulatedClient client = simulation.open(true, true);
    simulation.settle();
    client.leave();
    simulation.pass(Duration.ofMillis(50));

    assertThat(lastReason(simulation)).isEqualTo("TLS Handshake Failure");
    assertThat(simulation.log())
        .containsSubsequence(
            FAILED + "EOF", CLIENT + "Client connection closed: TLS Handshake Failure");
  }

  @Test
  void whereItIsAllowedClientsSpeakInTheClearToo() {
    Simulation simulation = simulation(TestTls.settings(true, HandshakeFirst.NEVER));

    SimulatedClient clear = plain(simulation);
    SimulatedClient encrypted = after(simulation, TestTls::client);

    assertThat(clear.pongs()).isEqualTo(1);
    assertThat(encrypted.pongs()).isEqualTo(1);
    assertThat(clear.infos.getFirst())
        .contains("\"tls_available\":true")
        .doesNotContain("tls_required");
    assertThat(shown(simulation)).hasSize(1);
  }

  @Test
  void whereItIsAllowedASilentClientIsServedInTheClear() {
    Simulation simulation = simulation(TestTls.settings(true, HandshakeFirst.NEVER));
    SimulatedClient client = simulation.open(true, true);
    simulation.pass(Duration.ofSeconds(3));
    converse(client);
    simulation.settle();

    assertThat(client.pongs()).isEqualTo(1);
  }

  @Test
  void handshakeMayComeBeforeInfo() {
    Simulation simulation = simulation(always());

    SimulatedClient client = first(simulation);

    assertThat(client.pongs()).isEqualTo(1);
    assertThat(client.infos).hasSize(2).allMatch(info -> info.contains("\"tls_required\":true"));
    assertThat(shown(simulation)).extracting(ConnectionSnapshot.Tls::first).containsExactly(true);
  }

  @Test
  void whoSpeaksInTheClearIsToldNothingWhereTheHandshakeComesFirst() {
    Simulation simulation = simulation(TestTls.settings(true, HandshakeFirst.ALWAYS));

    SimulatedClient client = plain(simulation);

    assertThat(client.infos).isEmpty();
    assertThat(client.isClosed()).isTrue();
  }

  @Test
  void handshakeFirstIsRequiredInInfoAlthoughPlainClientsAreServed() {
    Simulation simulation = simulation(auto(true));

    SimulatedClient client = first(simulation);

    assertThat(client.infos.getFirst()).contains("\"tls_required\":true,\"tls_available\":true");
  }

  @Test
  void clientThatDoesNotBeginInTimeIsToldFirst() {
    Simulation simulation = simulation(auto(false));

    SimulatedClient client = after(simulation, TestTls::client);

    assertThat(client.pongs()).isEqualTo(1);
    assertThat(shown(simulation)).extracting(ConnectionSnapshot.Tls::first).containsExactly(false);
  }

  @Test
  void clientThatBeginsInTimeIsToldBehindItsHandshake() {
    Simulation simulation = simulation(auto(false));

    SimulatedClient client = first(simulation);

    assertThat(client.pongs()).isEqualTo(1);
    assertThat(shown(simulation)).extracting(ConnectionSnapshot.Tls::first).containsExactly(true);
  }

  @Test
  void clientThatSpeaksInTheClearAtOnceIsServedWhereThatIsAllowed() {
    Simulation simulation = simulation(auto(true));

    SimulatedClient client = plain(simulation);

    assertThat(client.infos.getFirst()).doesNotContain("tls_required");
    assertThat(client.pongs()).isEqualTo(1);
  }

  @Test
  void moreHandshakesThanAllowedWithinASecondAreRefusedWithASentence() {
    TlsSettings two =
        new TlsSettings(
            TestTls::server,
            Duration.ofSeconds(2),
            false,
            false,
            HandshakeFirst.NEVER,
            2,
            PeerCheck.none());
    Simulation simulation = simulation(two);
    for (int i = 0; i < 5; i++) {
      simulation.open(true, true);
    }

    simulation.pass(Duration.ofMillis(1_500));

    assertThat(simulation.clients)
        .filteredOn(client ->
            client.errors.equals(
                List.of("-ERR 'Connection throttling is active. Please try again later.'")))
        .hasSize(3)
        .allMatch(SimulatedClient::isClosed);
    assertThat(lastReason(simulation)).isEqualTo("Maximum Connections Exceeded");
    assertThat(simulation.log().stream().filter(line -> line.startsWith("WARN")))
        .containsExactly("WARN Rejected 3 connections due to TLS rate limiting");
    assertThat(after(simulation, TestTls::client).pongs()).isEqualTo(1);
  }

  @Test
  void connectionBeyondTheLimitIsRefusedBeforeItsHandshake() {
    Simulation simulation = TlsScene.simulation(random, TestTls.required(), 1);
    after(simulation, TestTls::client);

    SimulatedClient second = simulation.open(true, true);
    simulation.settle();

    assertThat(second.infos).hasSize(1);
    assertThat(second.errors).containsExactly("-ERR 'maximum connections exceeded'");
    assertThat(second.isClosed()).isTrue();
  }

  @Test
  void lowerLimitSendsAwayWhoIsInsideItsHandshake() {
    Simulation simulation = simulation(TestTls.required());
    SimulatedClient client = simulation.open(true, true);
    client.send("\u0016\u0003\u0001\1\0only a part");
    simulation.pass(Duration.ofMillis(50));

    simulation.reload(config -> config.limits(Limits.defaults().withCounts(0, 0, 0)));
    simulation.pass(Duration.ofMillis(1_100));

    assertThat(client.isClosed()).isTrue();
    assertThat(simulation.core().clients()).isZero();
  }

  @Test
  void connectionsLiveOnWhenTlsIsConfiguredOtherwise() {
    Simulation simulation = simulation(TestTls.required());
    SimulatedClient encrypted = after(simulation, TestTls::client);

    simulation.reload((TlsSettings) null);
    SimulatedClient clear = plain(simulation);
    encrypted.send("PING\r\n");
    simulation.settle();

    assertThat(encrypted.pongs()).isEqualTo(2);
    assertThat(clear.pongs()).isEqualTo(1);
    assertThat(encrypted.infos.getLast()).doesNotContain("tls_required");
  }

  @Test
  void handshakeThatNobodyHasTimeForIsRefused() {
    Simulation simulation = simulation(TestTls.required());
    simulation.refuseHandshakes(true);
    SimulatedClient refused = after(simulation, TestTls::client);
    simulation.refuseHandshakes(false);

    assertThat(refused.isClosed()).isTrue();
    assertThat(simulation.faults())
        .containsExactly(
            "192.0.2.1:0 - cid:1 - TLS handshake error: too many handshakes are waiting");
    assertThat(after(simulation, TestTls::client).pongs()).isEqualTo(1);
  }

  @Test
  void timeThatTheServerTakesIsNotTheClients() {
    Simulation simulation = simulation(TestTls.required());
    simulation.holdHandshakes(true);
    SimulatedClient client = simulation.openTls(TestTls::client);
    converse(client);
    simulation.pass(Duration.ofSeconds(3));
    simulation.holdHandshakes(false);
    simulation.settle();

    assertThat(client.pongs()).isEqualTo(1);
  }

  @Test
  void clientIsNotWaitedForWithoutEnd() {
    Simulation simulation = simulation(TestTls.required());
    simulation.holdHandshakes(true);
    SimulatedClient client = simulation.openTls(TestTls::client);
    converse(client);
    simulation.pass(Duration.ofMillis(4_100));

    assertThat(client.isClosed()).isTrue();

    simulation.holdHandshakes(false);
    simulation.pass(Duration.ofMillis(50));

    assertThat(simulation.core().clients()).isZero();
    assertThat(simulation.faults()).isEmpty();
  }

  @Test
  void engineThatCannotBeMadeEndsItsConnectionOnly() {
    Simulation simulation =
        simulation(
            new TlsSettings(
                () -> {
                  throw new IllegalStateException("no engine today");
                },
                Duration.ofSeconds(2),
                false,
                false,
                HandshakeFirst.NEVER,
                0,
                PeerCheck.none()));

    SimulatedClient client = after(simulation, TestTls::client);

    assertThat(client.isClosed()).isTrue();
    assertThat(simulation.log()).contains(FAILED + "tls: no engine today");
  }
}
