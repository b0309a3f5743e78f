package io.nuncio.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.RawPeer;
import io.nuncio.testkit.Stopwatch;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server run with `--auth TOKEN`: who is let in, who is not, and what is said about it.
class TokenIT {
  private static final String TOKEN = "Zq8RmT3vKx0LpW7sCy";
  private static final String VIOLATION = "-ERR 'Authorization Violation'\r\n";
  private static final String TIMEOUT = "-ERR 'Authentication Timeout'\r\n";
  private static final int TELLING_CHARACTERS = 8;

  @RegisterExtension static final SharedServer server = SharedServer.with("--auth", TOKEN);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'auth_token':'" + TOKEN + "'",
        "'AUTH_TOKEN':'" + TOKEN + "'",
        "'auth_token':'" + TOKEN + "','user':'somebody','pass':'something'",
        "'auth_token':'" + TOKEN + "','jwt':'a.b.c','nkey':'UX','sig':'AA'",
        "'auth_token':'" + TOKEN + "','user':null,'pass':null",
      })
  void rightTokenIsLetIn(String fields) {
    try (var peer = server.client("'verbose':false," + fields)) {
      peer.send("SUB token.in 1\r\nPUB token.in 2\r\nhi\r\n").expect("MSG token.in 1 2\r\nhi\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'name':'shows nothing'",
        "'auth_token':''",
        "'auth_token':null",
        "'auth_token':'wrong'",
        "'auth_token':'" + TOKEN + "x'",
        "'auth_token':'" + TOKEN + " '",
        "'auth_token':' " + TOKEN + "'",
        "'auth_token':'zQ8rMt3VkX0lPw7ScY'",
        "'auth_token':'Zq8RmT3vKx0LpW7sC'",
        "'user':'" + TOKEN + "'",
        "'user':'" + TOKEN + "','pass':''",
        "'pass':'" + TOKEN + "'",
        "'user':'" + TOKEN + "','pass':'" + TOKEN + "'",
        "'jwt':'" + TOKEN + "'",
        "'nkey':'" + TOKEN + "'",
        "'auth_token':'" + TOKEN + "','account':'$SYS'",
      })
  void anythingElseIsRefusedAndTheConnectionCloses(String fields) {
    try (var peer = server.connect()) {
      peer.send("CONNECT {%s}\r\n".formatted(fields.replace('\'', '"')));

      peer.expect(VIOLATION).expectClosed();
    }
  }

  /// What `nats://:TOKEN@host` becomes in clients that have no token in their URLs.
  @Test
  void tokenAsThePasswordOfAnEmptyUserIsLetInAndOnTheReferenceRefused() {
    try (var peer = server.connect()) {
      peer.send("CONNECT {\"verbose\":true,\"user\":\"\",\"pass\":\"" + TOKEN + "\"}\r\n");

      if (ServerUnderTest.isReference()) {
        peer.expect(VIOLATION).expectClosed();
      } else {
        peer.expect("+OK\r\n");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PING\r\n", "SUB > 1\r\n", "PUB a 1\r\nx\r\n", "GET / HTTP/1.1\r\n\r\n"})
  void nothingMayComeBeforeConnect(String first) {
    try (var peer = server.connect()) {
      peer.send(first).expect(VIOLATION).expectClosed();
    }
  }

  @Test
  void nothingSentAlongWithAWrongTokenHappens() {
    try (var witness = server.connect().connectWithToken(TOKEN);
        var peer = server.connect()) {
      witness.send("SUB token.along 1\r\n").expectNothingElse();

      peer.send("CONNECT {\"auth_token\":\"wrong\"}\r\nPUB token.along 1\r\nx\r\nPING\r\n");

      peer.expect(VIOLATION).expectClosed();
      witness.expectNothingElse();
    }
  }

  @Test
  void tokenIsAskedForAgainByASecondConnect() {
    try (var peer = server.connect().connectWithToken(TOKEN)) {
      peer.send("CONNECT {\"auth_token\":\"wrong\"}\r\n").expect(VIOLATION).expectClosed();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "CONNECT {\"auth_token\":\"" + TOKEN})
  void timeIsUpAfterTwoSecondsWithoutConnect(String soFar) {
    try (var peer = server.connect()) {
      var sinceGreeting = Stopwatch.started();
      peer.send(soFar).expect(TIMEOUT, RawPeer.LIMIT);

      assertThat(sinceGreeting.elapsed())
          .isBetween(Duration.ofMillis(1_800), Duration.ofMillis(4_000));
      peer.expectClosed();
    }
  }

  @Test
  void tokenMayHoldAnyCharacter() {
    var token = "a b\"c\\d'e{f}#$1,";
    try (var guarded = ServerUnderTest.start("--auth", token);
        var peer = guarded.connect().connectWithToken(token);
        var other = guarded.connect()) {
      peer.expectNothingElse();
      other.send("CONNECT {\"auth_token\":\"a b\"}\r\n").expect(VIOLATION).expectClosed();
    }
  }

  @Test
  void tokenMayBeAttachedToTheFlag() {
    try (var guarded = ServerUnderTest.start("-auth=" + TOKEN);
        var peer = guarded.connect().connectWithToken(TOKEN)) {
      peer.expectNothingElse();
    }
  }

  @Test
  void noPieceOfAnyTokenReachesTheLog() {
    var wrong = "hB2nXd9GfU5jEo1YkV";
    try (var guarded = ServerUnderTest.start("-DV", "--auth", TOKEN)) {
      guarded.connect().connectWithToken(TOKEN).close();
      refused(guarded.connect(), "{\"auth_token\":\"" + wrong + "\"}");
      refused(guarded.connect(), "{\"auth_token\":\"" + TOKEN + "x\",\"user\":\"u\"}");
      refused(guarded.connect(), "{\"pass\":\"" + TOKEN + "\"}");
      refused(guarded.connect(), "{ \"auth_token\" : \"" + TOKEN + "\" , \"verbose\":0}");
      refused(guarded.connect(), "{\"auth_token\":\"" + TOKEN + "\"");
      try (var peer = guarded.connect().connectWithToken(TOKEN)) {
        peer.send("nonsense\r\n").expect("-ERR 'Unknown Protocol Operation'\r\n").expectClosed();
      }
      guarded.stop();

      var log = String.join("\n", guarded.errorLines()) + String.join("\n", guarded.outputLines());

      assertThat(log).contains("\"auth_token\":\"[REDACTED]\"").contains("Authorization Violation");
      assertNoPiece(log, TOKEN);
      assertNoPiece(log, wrong);
    }
  }

  private static void refused(RawPeer peer, String connect) {
    try (peer) {
      peer.send("CONNECT " + connect + "\r\n").readUntil(got -> false, RawPeer.LIMIT);
      assertThat(peer.closedByServer()).isTrue();
    }
  }

  private static void assertNoPiece(String log, String secret) {
    for (int from = 0; from + TELLING_CHARACTERS <= secret.length(); from++) {
      assertThat(log).doesNotContain(secret.substring(from, from + TELLING_CHARACTERS));
    }
  }
}
