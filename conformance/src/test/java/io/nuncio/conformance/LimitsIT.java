package io.nuncio.conformance;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.nuncio.testkit.RawPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How much is too much: a payload of 1 MiB, and 4096 bytes of arguments in a control line.
class LimitsIT {
  private static final int MAX_PAYLOAD = 1024 * 1024;
  private static final int MAX_CONTROL_LINE = 4096;
  private static final String PAYLOAD_VIOLATION = "-ERR 'Maximum Payload Violation'\r\n";
  private static final String LINE_VIOLATION = "-ERR 'maximum control line exceeded'\r\n";

  @RegisterExtension static final SharedServer server = SharedServer.with();

  @ParameterizedTest
  @ValueSource(
      strings = {"PUB limits.announced 1048577\r\n", "HPUB limits.announced 12 1048577\r\n"})
  void payloadIsRefusedWhenItIsAnnounced(String line) {
    try (var peer = server.client()) {
      peer.send(line).expect(PAYLOAD_VIOLATION).expectClosed();
    }
  }

  @Test
  void tooLargePayloadReachesNobody() {
    try (var subscriber = server.client();
        var publisher = server.client()) {
      subscriber.send("SUB limits.large 1\r\n").expectNothingElse();

      publisher.send("PUB limits.large 1048577\r\n" + "x".repeat(MAX_PAYLOAD + 1) + "\r\n");

      publisher.expect(PAYLOAD_VIOLATION).expectClosed();
      subscriber.expectNothingElse();
    }
  }

  /// A client learns both: the reason from the line, and from its transport that it must not go on.
  @Test
  void tooLargePayloadIsAnsweredAndThenReset() {
    assumeFalse(ServerUnderTest.isReference(), "it resets often, but not always");
    try (var peer = server.client()) {
      peer.send("PUB limits.reset 1048577\r\n" + "x".repeat(MAX_PAYLOAD + 1) + "\r\n");

      peer.expect(PAYLOAD_VIOLATION).expectReset();
    }
  }

  @Test
  void largestPayloadIsAccepted() {
    try (var peer = server.client()) {
      peer.send("PUB limits.largest 1048576\r\n" + "x".repeat(MAX_PAYLOAD) + "\r\n");

      peer.expectNothingElse();
    }
  }

  @Test
  void headersCountAsPayload() {
    try (var peer = server.client()) {
      peer.send("HPUB limits.headers 12 1048576\r\nNATS/1.0\r\n\r\n");
      peer.send("x".repeat(MAX_PAYLOAD - 12) + "\r\n");

      peer.expectNothingElse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUB", "HPUB", "SUB", "UNSUB", "CONNECT"})
  void controlLineOverTheLimitIsRefusedBeforeItsEnd(String op) {
    try (var peer = server.client()) {
      peer.send(op + " " + "s".repeat(2 * MAX_CONTROL_LINE));

      peer.expect(LINE_VIOLATION).expectClosed();
    }
  }

  @Test
  void onlyArgumentsCountAndTheLastByteFits() {
    var subject = "s".repeat(MAX_CONTROL_LINE - " 1".length());
    try (var fits = server.client();
        var tooLong = server.client()) {
      fits.send("SUB " + subject + " 1\r\n").expectNothingElse();

      tooLong.send("SUB s" + subject + " 1\r\n").expect(LINE_VIOLATION).expectClosed();
    }
  }

  @Test
  void connectIsAControlLineToo() {
    try (var peer = server.connect()) {
      peer.send("CONNECT {\"name\":\"" + "n".repeat(MAX_CONTROL_LINE) + "\"}\r\n");

      peer.expect(LINE_VIOLATION, RawPeer.LIMIT).expectClosed();
    }
  }

  @Test
  void oneClientsViolationLeavesOthersAlone() {
    try (var bystander = server.client();
        var violator = server.client()) {
      bystander.send("SUB limits.others 1\r\n").expectNothingElse();

      violator.send("nonsense\r\n").expect("-ERR 'Unknown Protocol Operation'\r\n").expectClosed();

      bystander.send("PUB limits.others 1\r\nx\r\n").expect("MSG limits.others 1 1\r\nx\r\n");
    }
  }
}
