package io.nuncio.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.RawPeer;
import io.nuncio.testkit.Stopwatch;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `CONNECT` switches on and off, and what it sets in motion.
class ConnectIT {
  @RegisterExtension static final SharedServer server = SharedServer.with();

  @Test
  void verboseAcknowledgesEveryOperationButPing() {
    try (var peer = server.connect()) {
      peer.send("CONNECT {\"verbose\":true,\"pedantic\":false}\r\n").expect("+OK\r\n");
      peer.send("SUB connect.verbose 1\r\n").expect("+OK\r\n");
      peer.send("PUB connect.verbose 1\r\nx\r\n").expect("+OK\r\nMSG connect.verbose 1 1\r\nx\r\n");
      peer.send("UNSUB 1\r\n").expect("+OK\r\n");
      peer.send("PONG\r\n").expectNothingElse();
    }
  }

  @Test
  void verboseAndPedanticAreTheDefaults() {
    try (var peer = server.connect()) {
      peer.send("CONNECT {}\r\n").expect("+OK\r\n");
      peer.send("PUB connect.* 1\r\nx\r\n").expect("-ERR 'Invalid Publish Subject'\r\n+OK\r\n");
    }
  }

  @Test
  void connectMayBeLeftOut() {
    try (var peer = server.connect()) {
      peer.send("SUB connect.none 1\r\n").expect("+OK\r\n");
      peer.send("PUB connect.none 1\r\nx\r\n").expect("+OK\r\nMSG connect.none 1 1\r\nx\r\n");
    }
  }

  @Test
  void keysIgnoreCase() {
    try (var peer = server.connect()) {
      peer.send("CONNECT {\"VERBOSE\":false,\"Pedantic\":false}\r\n").expectNothingElse();
      peer.send("PUB connect.* 1\r\nx\r\n").expectNothingElse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"connect", "Connect", "CONNECT"})
  void operationsIgnoreCase(String connect) {
    try (var peer = server.connect()) {
      peer.send(connect + " {\"verbose\":false}\r\n");
      peer.send("sub connect.case.%s 1\r\n".formatted(connect));
      peer.send("Pub connect.case.%s 1\r\nx\r\n".formatted(connect));
      peer.send("pInG\r\nuNsUb 1\r\npOnG\r\n");

      peer.expect("MSG connect.case.%s 1 1\r\nx\r\nPONG\r\n".formatted(connect));
      peer.expectNothingElse();
    }
  }

  @Test
  void secondConnectDropsTheSubscriptions() {
    try (var peer = server.client("'verbose':false,'pedantic':false")) {
      peer.send("SUB connect.twice 1\r\n").expectNothingElse();

      peer.send("CONNECT {\"verbose\":false}\r\n");

      peer.send("PUB connect.twice 1\r\nx\r\n").expectNothingElse();
      peer.send("SUB connect.twice 1\r\nPUB connect.twice 1\r\ny\r\n");
      peer.expect("MSG connect.twice 1 1\r\ny\r\n");
    }
  }

  @Test
  void secondConnectKeepsOptionsItDoesNotName() {
    try (var peer = server.client("'verbose':false,'pedantic':false,'echo':false")) {
      peer.send("CONNECT {\"name\":\"again\"}\r\nSUB connect.merge 1\r\n");
      peer.send("PUB connect.merge 1\r\nx\r\n");

      peer.expectNothingElse();
    }
  }

  @Test
  void protocolOneGetsOneMoreInfoRightAfterItsFirstPong() {
    try (var peer = server.connect()) {
      peer.send("CONNECT {\"verbose\":false,\"protocol\":1}\r\n");
      peer.expectSilence(Duration.ofMillis(200));

      peer.send("PING\r\n").expect("PONG\r\n");

      var second = InfoLine.of(peer.readLine());
      assertThat(second.fields())
          .containsEntry("connect_info", "true")
          .containsEntry("remote_account", "\"$G\"")
          .containsAllEntriesOf(InfoLine.of(peer.info()).fields());
      assertThat(second.names()).containsSubsequence("client_ip", "connect_info", "remote_account");
      peer.send("PING\r\n").expect("PONG\r\n").expectSilence(Duration.ofMillis(200));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"protocol\":0", ",\"protocol\":null"})
  void protocolZeroGetsNoMoreInfo(String protocol) {
    try (var peer = server.connect()) {
      peer.send("CONNECT {\"verbose\":false" + protocol + "}\r\nPING\r\n");

      peer.expect("PONG\r\n").expectSilence(Duration.ofMillis(200));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, -1, 9})
  void unknownProtocolIsRefused(int protocol) {
    try (var peer = server.connect()) {
      peer.send("CONNECT {\"verbose\":false,\"protocol\":%d}\r\n".formatted(protocol));

      peer.expect("-ERR 'invalid client protocol'\r\n").expectClosed();
    }
  }

  @Test
  void noRespondersNeedsHeaders() {
    try (var peer = server.connect()) {
      peer.send("CONNECT {\"no_responders\":true,\"headers\":false}\r\n");

      peer.expect("-ERR 'no responders requires headers support'\r\n").expectClosed();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"CONNECT {\"verbose\":1}", "CONNECT {nope}", "CONNECT", "CONNECT {}x"})
  void unreadableConnectClosesWithoutAWord(String line) {
    try (var peer = server.connect()) {
      peer.send(line + "\r\n").expectClosed();
    }
  }

  @Test
  void firstPingComesAboutTwoSecondsAfterConnect() {
    try (var peer = server.connect()) {
      var sinceConnect = Stopwatch.started();
      peer.send("CONNECT {\"verbose\":false}\r\nPING\r\n").expect("PONG\r\n");

      peer.expect("PING\r\n", RawPeer.LIMIT);

      assertThat(sinceConnect.elapsed())
          .isBetween(Duration.ofMillis(1_800), Duration.ofMillis(5_000));
    }
  }
}
