package io.nuncio.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.nuncio.testkit.RawPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A message that asks, by the header `Nats-Trace-Dest`, to be told what becomes of it.
class MessageTracingIT {
  @RegisterExtension static final SharedServer server = SharedServer.with();

  private static final String STEP = "\\{\"type\":\"%s\",\"ts\":\"[^\"]+\",\"kind\":0,\"cid\":\\d+";

  @TempDir Path folder;

  private static String hpub(String subject, String headers) {
    String block = "NATS/1.0\r\n" + headers + "\r\n";
    int bytes = block.getBytes(UTF_8).length;
    return "HPUB %s %d %d\r\n%shi\r\n".formatted(subject, bytes, bytes + 2, block);
  }

  private static String hmsg(String subject, int sid, String headers) {
    return hpub(subject, headers).replace("HPUB " + subject, "HMSG " + subject + " " + sid);
  }

  /// The event that comes next, on subscription `sid` to `trace`.
  private static String event(RawPeer peer) {
    String message = peer.take(text -> text.contains("]}\r\n"), RawPeer.LIMIT);
    assertThat(message).matches("(?s)MSG trace 9 +\\d+\r\n\\{\"server\":\\{.*}]}\r\n");
    return message.substring(message.indexOf('{')).strip();
  }

  private static RawPeer client() {
    return server
        .connect()
        .handshake("'headers':true,'no_responders':true,'verbose':false,'name':'me'")
        .send("SUB trace 9\r\n");
  }

  @Test
  void eventTellsOfTheMessageAndOfEachWhoGotIt() {
    String headers = "Nats-Trace-Dest: trace\r\nB: 2\r\nA: 1\r\nB:3\r\nEmpty:\r\n";
    try (RawPeer peer = client()) {
      peer.send("SUB mt.one 1\r\nSUB mt.* group 2\r\n" + hpub("mt.one", headers));

      peer.expect(hmsg("mt.one", 1, headers) + hmsg("mt.one", 2, headers));
      assertThat(event(peer))
          .matches(
              "\\{\"server\":\\{\"name\":\"[^\"]+\",\"host\":\"[^\"]+\",\"id\":\"N[A-Z2-7]{55}\","
                  + "\"ver\":\"2\\.15\\.\\d+\",.*\"seq\":\\d+,\"time\":\"[^\"]+\"},"
                  + "\"request\":\\{\"header\":\\{\"A\":\\[\"1\"],\"B\":\\[\"2\",\"3\"],"
                  + "\"Nats-Trace-Dest\":\\[\"trace\"]},\"msgsize\":63},"
                  + "\"events\":\\["
                  + STEP.formatted("in")
                  + ",\"name\":\"me\",\"acc\":\"\\$G\",\"subj\":\"mt.one\"},"
                  + STEP.formatted("eg")
                  + ",\"name\":\"me\",\"sub\":\"mt.one\"},"
                  + STEP.formatted("eg")
                  + ",\"name\":\"me\",\"sub\":\"mt.\\*\",\"queue\":\"group\"}]}");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "true", "ON"})
  void messageThatIsOnlyTracedIsNotDelivered(String only) {
    String headers = "Nats-Trace-Dest: trace\r\nNats-Trace-Only: " + only + "\r\n";
    try (RawPeer peer = client()) {
      peer.send("SUB mt.only 1\r\n" + hpub("mt.only", headers));

      assertThat(event(peer)).contains("\"sub\":\"mt.only\"}]}");
      peer.expectNothingElse();
    }
  }

  @Test
  void requestThatIsOnlyTracedAndWouldReachSomebodyIsNotAnswered() {
    String headers = "Nats-Trace-Dest: trace\r\nNats-Trace-Only: true\r\n";
    try (RawPeer peer = client()) {
      peer.send("SUB mt.quiet 1\r\nSUB mt.inbox 2\r\n");
      peer.send(hpub("mt.quiet mt.inbox", headers));

      assertThat(event(peer)).contains("\"sub\":\"mt.quiet\"}]}");
      peer.expectNothingElse();
    }
  }

  @Test
  void requestThatNobodyHearsIsAnsweredAndTraced() {
    try (RawPeer peer = client()) {
      peer.send("SUB mt.inbox 2\r\n");
      peer.send(hpub("mt.nobody mt.inbox", "Nats-Trace-Dest: trace\r\n"));

      peer.expect("HMSG mt.inbox 2 41 41\r\nNATS/1.0 503\r\nNats-Subject: mt.nobody\r\n\r\n\r\n");
      assertThat(event(peer)).endsWith("\"subj\":\"mt.nobody\"}]}");
    }
  }

  @Test
  void eventTellsWhyAMessageWasNotDelivered() {
    try (RawPeer peer = server.connect().handshake("'headers':true,'verbose':false,'echo':false")) {
      peer.send("SUB trace 9\r\nSUB mt.echo 1\r\n");
      peer.send(hpub("mt.echo", "Nats-Trace-Dest: trace\r\n"));

      assertThat(event(peer))
          .endsWith("\"sub\":\"mt.echo\",\"error\":\"Not delivered because of no echo\"}]}");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"$GR.x", "$NRG.x"})
  void eventTellsThatTheMessageWasRefused(String subject) {
    try (RawPeer peer = client()) {
      peer.send(hpub(subject, "Nats-Trace-Dest: trace\r\n"));

      peer.expect("-ERR 'Permissions Violation for Publish to \"" + subject + "\"'\r\n");
      assertThat(event(peer))
          .endsWith(
              "\"subj\":\""
                  + subject
                  + "\",\"error\":\"Permissions Violation for Publish to \\\""
                  + subject
                  + "\\\"\"}]}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nats-trace-dest: trace\r\n",
        "Nats-Trace-Destination: trace\r\n",
        "Nats-Trace-Dest:\r\n",
        "Nats-Trace-Dest: trace disabled\r\n",
        "Nats-Trace-Dest: trace.*\r\n",
        "Nats-Trace-Dest: two words\r\n",
        "Nats-Trace-Only: true\r\n",
        "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n"
      })
  void messageThatAsksForNoTraceIsOneAsAnyOther(String headers) {
    try (RawPeer peer = client()) {
      peer.send("SUB trace.> 8\r\nSUB two 7\r\nSUB mt.plain 1\r\n" + hpub("mt.plain", headers));

      peer.expect(hmsg("mt.plain", 1, headers)).expectNothingElse();
    }
  }

  @Test
  void messageThatIsOnlyTracedGoesNowhereIfTheTraceCannot() {
    String headers = "Nats-Trace-Dest: two words\r\nNats-Trace-Only: true\r\n";
    try (RawPeer peer = client()) {
      peer.send("SUB mt.bad 1\r\n" + hpub("mt.bad", headers)).expectNothingElse();
    }
  }

  @Test
  void destinationLongerThanASubjectMayBeIsNone() {
    assumeFalse(ServerUnderTest.isReference(), "it delivers lines of any length");
    String headers = "Nats-Trace-Dest: " + "d".repeat(5_000) + "\r\n";
    try (RawPeer peer = client()) {
      peer.send("SUB * 8\r\n" + hpub("mt.long", headers)).expectNothingElse();
    }
  }

  @Test
  void traceGoesOnlyWhereItsPublisherMayPublish() throws IOException {
    Path conf =
        Files.writeString(
            folder.resolve("nats.conf"),
            "authorization { users: [ { user: u, password: p,"
                + " permissions: { publish: \"open\", subscribe: \">\" } } ] }");
    try (var guarded = ServerUnderTest.start("-c", conf.toString());
        RawPeer peer =
            guarded.connect().handshake("'headers':true,'verbose':false,'user':'u','pass':'p'")) {
      peer.send("SUB > 1\r\n" + hpub("open", "Nats-Trace-Dest: closed\r\n"));

      peer.expect("-ERR 'Permissions Violation for Publish to \"closed\"'\r\n").expectNothingElse();
    }
  }

  @Test
  void messagesBesideATracedOneReachTheirOwnSubjects() {
    try (RawPeer peer = client()) {
      peer.send("SUB mt.a 1\r\n");
      peer.send(
          "PUB mt.a 1\r\nx\r\n"
              + hpub("mt.a", "Nats-Trace-Dest: trace\r\n")
              + "PUB mt.a 1\r\ny\r\n");

      String all = peer.take(text -> text.endsWith("y\r\n"), RawPeer.LIMIT);
      if (!all.contains("MSG trace")) {
        all += event(peer);
      }
      assertThat(all)
          .contains("MSG mt.a 1 1\r\nx\r\n", "MSG mt.a 1 1\r\ny\r\n", "HMSG mt.a 1")
          .containsOnlyOnce("\"subj\":\"mt.a\"");
    }
  }
}
