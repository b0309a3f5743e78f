package io.nuncio.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.RawPeer;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `no_auth_user`: as whom clients are let in that present nothing.
class NoAuthUserIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String VIOLATION = "-ERR 'Authorization Violation'\r\n";
  private static final String USERS =
      """
      authorization {
        users: [
          { user: guest, password: g%s, permissions { publish: "open.>" } }
          { user: ann, password: a }
        ]
      }
      """;

  @TempDir Path folder;

  private Path config(String text) throws IOException {
    return Files.writeString(folder.resolve("nats.conf"), text);
  }

  private ServerProcess start(String moreOfGuest) throws IOException {
    Path file = config("no_auth_user: guest\n" + USERS.formatted(moreOfGuest));
    return ServerUnderTest.start("-c", file.toString());
  }

  @Test
  void greetingAsksForNothing() throws IOException {
    try (var server = start("");
        var peer = server.connect()) {
      assertThat(InfoLine.of(peer.info()).names())
          .contains("max_payload")
          .doesNotContain("auth_required", "nonce");
    }
  }

  @Test
  void whoPresentsNothingIsThatUserWithItsPermissions() throws IOException {
    try (var server = start("");
        var peer = server.connect().handshake("'verbose':false")) {
      peer.send("SUB open.a 1\r\nPUB open.a 1\r\nx\r\n").expect("MSG open.a 1 1\r\nx\r\n");
      peer.send("PUB closed 0\r\n\r\n")
          .expect("-ERR 'Permissions Violation for Publish to \"closed\"'\r\n");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PING^ | PONG^",
        "SUB open.a 1^PING^ | +OK^PONG^",
        "SUB open.a 1^PUB open.a 1^x^ | +OK^+OK^MSG open.a 1 1^x^",
      })
  void firstWordMayBeAnotherThanConnect(String sent, String answer) throws IOException {
    try (var server = start("");
        var peer = server.connect()) {
      peer.send(sent.replace("^", "\r\n")).expect(answer.replace("^", "\r\n"));

      peer.send("PUB closed 0\r\n\r\n")
          .expect("-ERR 'Permissions Violation for Publish to \"closed\"'\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'user':'guest','pass':'x'",
        "'user':'ann','pass':'x'",
        "'user':'ann'",
        "'user':'nobody','pass':'g'",
        "'pass':'g'",
        "'auth_token':'g'",
      })
  void whoPresentsSomethingWrongIsRefused(String fields) throws IOException {
    try (var server = start("");
        var peer = server.connect()) {
      peer.send("CONNECT {" + fields.replace('\'', '"') + "}\r\n");

      peer.expect(VIOLATION, PATIENCE).expectClosed();
    }
  }

  @Test
  void whoPresentsTheRightThingIsWhoItSays() throws IOException {
    try (var server = start("");
        var peer = server.connect().handshake("'verbose':false,'user':'ann','pass':'a'")) {
      peer.send("SUB closed 1\r\nPUB closed 1\r\nx\r\n").expect("MSG closed 1 1\r\nx\r\n");
    }
  }

  /// As in advisories GHSA-38x3 and GHSA-hmmp.
  @ParameterizedTest
  @ValueSource(strings = {"CONNECT {}\r\n", "PING\r\n", "SUB open.a 1\r\n", "PUB open.a 0\r\n\r\n"})
  void userThatMayNotConnectBySocketIsRefusedWhateverComesFirst(String first) throws IOException {
    try (var server = start(", allowed_connection_types: [ WEBSOCKET ]");
        RawPeer peer = server.connect()) {
      peer.send(first).expect(VIOLATION, PATIENCE).expectClosed();
    }
  }

  @Test
  void whoSaysNothingAtAllIsSentAwayInTime() throws IOException {
    try (var server = start("");
        var peer = server.connect()) {
      peer.expect("-ERR 'Authentication Timeout'\r\n", PATIENCE).expectClosed();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "no_auth_user: a | no_auth_user: \"a\" present, but users/nkeys are not defined",
        "no_auth_user: a, authorization { user: a, password: b } | but users/nkeys are not defined",
        "no_auth_user: b, authorization { users: [ {user: a, password: b} ] } | no_auth_user: \"b\""
            + " not present as user or nkey in authorization block or account configuration",
      })
  void userMustBeThere(String text, String words) throws IOException {
    ServerProcess.Finished finished = ServerUnderTest.run("-c", config(text + "\n").toString());

    assertThat(finished.status()).isEqualTo(1);
    assertThat(String.join("\n", finished.errors())).contains(words);
  }

  @Test
  void changeNeedsARestart() throws Exception {
    try (var server = start("");
        var peer = server.connect().handshake("'verbose':false")) {
      config("no_auth_user: ann\n" + USERS.formatted(""));
      new ProcessBuilder("kill", "-HUP", Long.toString(server.pid())).start().waitFor();

      server.awaitLine("\\[ERR] .*reload.*(NoAuthUser|no_auth_user)");
      peer.send("PUB closed 0\r\n\r\n")
          .expect("-ERR 'Permissions Violation for Publish to \"closed\"'\r\n");
    }
  }
}
