package io.nuncio.conformance;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.nuncio.testkit.Await;
import io.nuncio.testkit.RawPeer;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several tokens at once: rotation without an outage. The reference server knows one only.
class NamedTokensIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String VIOLATION = "-ERR 'Authorization Violation'\r\n";
  private static final String EXPIRED = "-ERR 'User Authentication Expired'\r\n";

  /// The hash of `right`, of the lowest cost.
  private static final String HASH_OF_RIGHT =
      "$2a$04$ibns3a/d2OOcFsEtaLOM5.0Oo0OPboSHAQuO9Px5Jk7H5.4vi0yH.";

  @TempDir Path folder;

  @BeforeEach
  void onlyOurs() {
    assumeFalse(ServerUnderTest.isReference(), "the reference server knows one token only");
  }

  private Path config(String tokens) throws IOException {
    return Files.writeString(
        folder.resolve("nats.conf"),
        "ping_interval: \"30s\"\nauthorization { tokens: [ %s ] }\n".formatted(tokens));
  }

  @Test
  void oldAndNewTokenHoldTogetherUntilTheOldOneIsTakenAway() throws Exception {
    Path file = config("{token: first, name: old}");
    try (var server = ServerUnderTest.start("-D", "-c", file.toString());
        var early = server.connect().connectWithToken("first")) {
      config("{token: first, name: old}, {token: \"" + HASH_OF_RIGHT + "\", name: new}");
      ReloadSignal.reload(server);
      try (var late = server.connect().connectWithToken("right")) {
        early.send("SUB a 1\r\nPUB a 2\r\nhi\r\n").expect("MSG a 1 2\r\nhi\r\n");

        config("{token: \"" + HASH_OF_RIGHT + "\", name: new}");
        ReloadSignal.send(server);

        early.expect(VIOLATION, PATIENCE).expectClosed();
        late.send("SUB a 1\r\nPUB a 2\r\nhi\r\n").expect("MSG a 1 2\r\nhi\r\n");
      }
      server.awaitLine("\"\\$G/token:new\" - Client connection closed: Client Closed");
    }
  }

  @Test
  void holdersOfATokenThatExpiresAreSentAway() throws Exception {
    Instant soon = Instant.now().plusSeconds(4).truncatedTo(ChronoUnit.SECONDS);
    Path file =
        config("{token: first, name: old, expires: \"" + soon + "\"}, {token: second, name: new}");
    try (var server = ServerUnderTest.start("-D", "-c", file.toString());
        var old = server.connect().connectWithToken("first");
        var fresh = server.connect().connectWithToken("second")) {
      old.expect(EXPIRED, PATIENCE).expectClosed();

      fresh.send("PING\r\n").expect("PONG\r\n");
      try (var again = server.connect()) {
        again.send("CONNECT {\"auth_token\":\"first\"}\r\n").expect(VIOLATION).expectClosed();
      }
      server.awaitLine("Client connection closed: Authentication Expired");
    }
  }

  @Test
  void guesserBehindAProxyIsSlowedAndItsNeighbourIsNot() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("guess.conf"),
            """
            proxy_protocol: true
            authorization {
              tokens: [ {token: first, name: ci} ]
              auth_failure_delay { after: 2, per: "1m", min: "1s", max: "2s" }
            }
            """);
    try (var server = ServerUnderTest.start("-c", file.toString())) {
      for (int i = 0; i < 2; i++) {
        try (RawPeer guesser = guess(server, "203.0.113.7")) {
          guesser.expect(VIOLATION).expectClosed();
        }
      }

      try (RawPeer guesser = guess(server, "203.0.113.7");
          RawPeer neighbour = guess(server, "203.0.113.8")) {
        neighbour.expect(VIOLATION).expectClosed();
        guesser.expectSilence(Duration.ofMillis(500)).expect(VIOLATION, PATIENCE).expectClosed();
      }
    }
  }

  @Test
  void holderMayDoWhatItsTokenAllowsAndOnlySoManyMayHoldIt() throws Exception {
    Path file =
        config(
            "{token: first, name: ci, permissions {publish: \"builds.>\"}, max_connections: 1},"
                + " {token: second, name: web}");
    try (var server = ServerUnderTest.start("-D", "-c", file.toString());
        var other = server.connect().connectWithToken("second")) {
      try (var holder = server.connect().connectWithToken("first");
          var surplus = server.connect()) {
        holder
            .send("SUB builds.a 1\r\nPUB builds.a 1\r\nx\r\n")
            .expect("MSG builds.a 1 1\r\nx\r\n");
        holder
            .send("PUB other 0\r\n\r\n")
            .expect("-ERR 'Permissions Violation for Publish to \"other\"'\r\n");
        surplus
            .send("CONNECT {\"auth_token\":\"first\"}\r\n")
            .expect("-ERR 'maximum account active connections exceeded'\r\n")
            .expectClosed();
      }
      server.awaitLine("Client connection closed: Maximum Account Connections Exceeded");
      server.awaitLine("\"\\$G/token:ci\" - Client connection closed: Client Closed");
      server.connect().connectWithToken("first").close();
      other.send("PUB other 0\r\n\r\n").expectNothingElse();
    }
  }

  private static RawPeer guess(ServerProcess server, String ip) {
    return server
        .connect()
        .send("PROXY TCP4 " + ip + " 198.51.100.1 56324 4222\r\n")
        .send("CONNECT {\"auth_token\":\"wrong\"}\r\n");
  }

  @Test
  void nobodyIsSlowedOnThisMachineUnlessThatIsWanted() throws Exception {
    Path file = config("{token: first, name: ci}");
    try (var server = ServerUnderTest.start("-c", file.toString())) {
      for (int i = 0; i < 40; i++) {
        try (RawPeer peer = server.connect()) {
          peer.send("CONNECT {\"auth_token\":\"wrong\"}\r\n").expect(VIOLATION).expectClosed();
        }
      }
      Await.until("all refusals are logged", PATIENCE, () -> refusals(server) == 40);
    }
  }

  private static long refusals(ServerProcess server) {
    return server.errorLines().stream()
        .filter(line -> line.contains("authentication error - Token \"[REDACTED]\""))
        .count();
  }
}
