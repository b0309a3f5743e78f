package io.nuncio.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.auth.Secret;
import io.nuncio.config.AuthenticationConfig;
import io.nuncio.config.ClientProtocol;
import io.nuncio.config.Limits;
import io.nuncio.config.LogConfig;
import io.nuncio.config.ServerConfig;
import io.nuncio.testkit.Seed;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Connections that may come through a proxy.
class ProxyProtocolTest {
  private static final String TEXT = "PROXY TCP4 203.0.113.7 198.51.100.1 56324 4222\r\n";
  private static final String SIGNATURE = "\r\n\r\n\0\r\nQUIT\n";
  private static final String ADDRESSES = "\u00cb\0\161\7" + "\306\63\144\1" + "\334\4" + "\20\176";
  private static final String BINARY = SIGNATURE + "\41\21\0\17" + ADDRESSES + "\4\0\0";
  private static final String LOCAL = SIGNATURE + "\40\0\0\0";
  private static final String CLIENT = "203.0.113.7:56324 - cid:1 - ";
  private static final String PROXY = "192.0.2.1:0 - cid:1 - ";

  private final Simulation simulation = simulation(1_000);

  private static Simulation simulation(int maxConnections) {
    LogConfig quiet = LogConfig.defaults();
    return new Simulation(
        Seed.random("PROXY protocol"),
        2,
        ServerConfig.builder()
            .limits(Limits.defaults().withCounts(maxConnections, 0, 0))
            .log(
                new LogConfig(
                    true, quiet.trace(), quiet.destination(), quiet.time(), quiet.maxTracedBytes()))
            .protocol(new ClientProtocol(true, true, true, ClientProtocol.WriteTimeout.CLOSE, true))
            .build());
  }

  private SimulatedClient sending(String first) {
    SimulatedClient client = simulation.open(true, true);
    client.send(first);
    client.sendConnect("");
    client.send("PING\r\n");
    simulation.settle();
    return client;
  }

  private static String clientIp(String info) {
    String before = "\"client_ip\":\"";
    int at = info.indexOf(before);
    return at < 0
        ? ""
        : info.substring(at + before.length(), info.indexOf('"', at + before.length()));
  }

  @Test
  void greetingNamesNobodyAndTheSecondInfoNamesTheClient() {
    SimulatedClient client = sending(TEXT);

    assertThat(client.infos)
        .extracting(ProxyProtocolTest::clientIp)
        .containsExactly("", "203.0.113.7");
    assertThat(client.pongs()).isEqualTo(1);
  }

  @Test
  void binaryHeaderNamesTheClientToo() {
    SimulatedClient client = sending(BINARY);

    assertThat(clientIp(client.infos.getLast())).isEqualTo("203.0.113.7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", LOCAL, "PROXY UNKNOWN\r\n"})
  void withoutAnAddressTheConnectionsOwnCounts(String header) {
    SimulatedClient client = sending(header);

    assertThat(client.infos)
        .extracting(ProxyProtocolTest::clientIp)
        .containsExactly("", "192.0.2.1");
  }

  @Test
  void logNamesTheClientOnceItIsKnown() {
    SimulatedClient client = sending(TEXT);
    client.leave();
    simulation.pass(Duration.ofMillis(50));

    assertThat(simulation.log())
        .containsExactly(
            "DEBUG " + PROXY + "Client connection created",
            "DEBUG " + CLIENT + "\"client-0\" - Client connection closed: Client Closed");
  }

  @ParameterizedTest
  @ValueSource(strings = {TEXT, BINARY, LOCAL, "PING\r\n"})
  void headerMayComeInAnyTwoPieces(String header) {
    String all = header + "CONNECT {\"protocol\":1,\"verbose\":false}\r\nPING\r\n";

    for (int cut = 1; cut <= header.length(); cut++) {
      SimulatedClient client = simulation.open(true, true);
      client.send(all.substring(0, cut));
      simulation.settle();
      client.send(all.substring(cut));
      simulation.settle();

      assertThat(client.infos).as("cut at %d", cut).hasSize(2);
      assertThat(clientIp(client.infos.getLast()))
          .isEqualTo(header.equals(TEXT) || header.equals(BINARY) ? "203.0.113.7" : "192.0.2.1");
      client.leave();
    }
  }

  @Test
  void headerMayComeByteByByte() {
    SimulatedClient client = simulation.open(true, true);
    for (int i = 0; i < BINARY.length(); i++) {
      client.send(BINARY.substring(i, i + 1));
      simulation.settle();
    }
    client.sendConnect("");
    client.send("PING\r\n");
    simulation.settle();

    assertThat(clientIp(client.infos.getLast())).isEqualTo("203.0.113.7");
  }

  @Test
  void whatFollowsTheAddressesIsSkippedAndNotKept() {
    SimulatedClient client = simulation.open(true, true);
    client.send(SIGNATURE + "\41\21\u00ff\u00ff" + ADDRESSES + "z".repeat(65535 - 13));
    simulation.settle();

    assertThat(simulation.budget().usedBytes()).isZero();

    client.send("z");
    client.sendConnect("");
    client.send("PING\r\n");
    simulation.settle();

    assertThat(clientIp(client.infos.getLast())).isEqualTo("203.0.113.7");
  }

  @Test
  void headerThatMakesNoSenseEndsTheConnectionWithAWarningAndNoWord() {
    SimulatedClient client = simulation.open(true, true);
    client.send("PROXY TCP4 203.0.113 198.51.100.1 56324 4222\r\nPING\r\n");
    simulation.pass(Duration.ofMillis(50));

    assertThat(client.isClosed()).isTrue();
    assertThat(client.errors).isEmpty();
    assertThat(client.pongs()).isZero();
    assertThat(simulation.log())
        .containsExactly(
            "DEBUG " + PROXY + "Client connection created",
            "WARN Error reading PROXY protocol header from 192.0.2.1:0:"
                + " expected two IPv4 addresses, got \"203.0.113 198.51.100.1\"",
            "DEBUG " + PROXY + "Client connection closed: Protocol Violation");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "PRO",
        "PROXY TCP4 203.0.113.7",
        SIGNATURE,
        SIGNATURE + "\41\21\0\15" + ADDRESSES
      })
  void headerMustComeWithinFiveSeconds(String first) {
    SimulatedClient client = simulation.open(true, true);
    client.send(first);
    simulation.pass(Duration.ofMillis(4_900));
    assertThat(client.isClosed()).isFalse();

    simulation.pass(Duration.ofMillis(200));

    assertThat(client.isClosed()).isTrue();
    assertThat(client.errors).isEmpty();
    assertThat(simulation.log())
        .contains(
            "WARN Error reading PROXY protocol header from 192.0.2.1:0:"
                + " expected it within five seconds, got only a part or nothing");
  }

  @Test
  void clientThatWasHeardOfMayWaitAsLongAsItLikes() {
    SimulatedClient client = sending(TEXT);
    simulation.pass(Duration.ofSeconds(6));

    assertThat(client.isClosed()).isFalse();
  }

  @Test
  void connectionThatEndsInsideTheHeaderIsWarnedOf() {
    SimulatedClient client = simulation.open(true, true);
    client.send("PROXY ");
    simulation.settle();
    client.leave();
    simulation.pass(Duration.ofMillis(50));

    assertThat(simulation.log())
        .contains(
            "WARN Error reading PROXY protocol header from 192.0.2.1:0:"
                + " expected all of it, got the end of the connection");
  }

  @Test
  void connectionThatEndsBeforeItsFirstByteIsNot() {
    SimulatedClient client = simulation.open(true, true);
    simulation.settle();
    client.leave();
    simulation.pass(Duration.ofMillis(50));

    assertThat(simulation.log())
        .containsExactly(
            "DEBUG " + PROXY + "Client connection created",
            "DEBUG " + PROXY + "Client connection closed: Client Closed");
  }

  @Test
  void reloadReachesWhoIsStillWaitedFor() {
    SimulatedClient waiting = simulation.open(true, true);
    waiting.send("PROXY ");
    simulation.settle();

    simulation.reload(
        config -> config.authentication(new AuthenticationConfig.Token(Secret.of("t0ken"))));
    simulation.pass(Duration.ofMillis(50));
    waiting.send("UNKNOWN\r\n");
    waiting.sendConnect("");
    simulation.pass(Duration.ofMillis(50));

    assertThat(simulation.reloads()).isEqualTo(1);
    assertThat(waiting.errors).containsExactly("-ERR 'Authorization Violation'");
    assertThat(waiting.isClosed()).isTrue();
  }

  @Test
  void lowerLimitSendsAwayWhoIsStillWaitedForOnlyOnce() {
    SimulatedClient waiting = simulation.open(true, true);
    SimulatedClient known = sending(TEXT);

    simulation.reload(config -> config.limits(Limits.defaults().withCounts(0, 0, 0)));
    simulation.pass(Duration.ofMillis(50));

    assertThat(waiting.errors).containsExactly("-ERR 'maximum connections exceeded'");
    assertThat(known.errors).containsExactly("-ERR 'maximum connections exceeded'");
    assertThat(simulation.core().clients()).isZero();
  }

  @Test
  void connectionBeyondTheLimitIsRefusedBeforeItsHeader() {
    Simulation full = simulation(1);
    full.open(true, true);
    full.settle();

    SimulatedClient second = full.open(true, true);
    full.pass(Duration.ofMillis(50));

    assertThat(second.infos).hasSize(1);
    assertThat(second.errors).containsExactly("-ERR 'maximum connections exceeded'");
    assertThat(second.isClosed()).isTrue();
  }
}
