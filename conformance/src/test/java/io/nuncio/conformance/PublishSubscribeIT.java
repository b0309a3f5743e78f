package io.nuncio.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.RawPeer;
import io.nuncio.testkit.Seed;
import io.nuncio.testkit.WireText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who gets a message, and the bytes in which it comes.
class PublishSubscribeIT {
  @RegisterExtension static final SharedServer server = SharedServer.with();

  private static final int MIB = 1024 * 1024;

  @Test
  void messageNamesSubjectSidAndSize() {
    try (var peer = server.client()) {
      peer.send("SUB pubsub.plain 7\r\nPUB pubsub.plain 5\r\nhello\r\n");

      peer.expect("MSG pubsub.plain 7 5\r\nhello\r\n");
    }
  }

  @Test
  void messageNamesTheReplySubject() {
    try (var peer = server.client()) {
      peer.send("SUB pubsub.reply 7\r\nPUB pubsub.reply back.to.me 2\r\nhi\r\n");

      peer.expect("MSG pubsub.reply 7 back.to.me 2\r\nhi\r\n");
    }
  }

  @Test
  void emptyPayloadStillHasItsLineEnd() {
    try (var peer = server.client()) {
      peer.send("SUB pubsub.empty 7\r\nPUB pubsub.empty 0\r\n\r\n");

      peer.expect("MSG pubsub.empty 7 0\r\n\r\n").expectNothingElse();
    }
  }

  @Test
  void payloadMayLookLikeOperations() {
    try (var peer = server.client()) {
      peer.send("SUB pubsub.inside 7\r\nPUB pubsub.inside 15\r\nPUB a 1\r\nx\r\n\r\nA\r\n");

      peer.expect("MSG pubsub.inside 7 15\r\nPUB a 1\r\nx\r\n\r\nA\r\n");
      peer.expectNothingElse();
    }
  }

  @Test
  void sidIsAnyWord() {
    try (var peer = server.client()) {
      peer.send("SUB pubsub.sid sid-é\r\nPUB pubsub.sid 1\r\nx\r\n");

      peer.expect("MSG pubsub.sid sid-é 1\r\nx\r\n");
    }
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          pubsub.w1.*,     pubsub.w1.a,     true
          pubsub.w2.*,     pubsub.w2,       false
          pubsub.w3.*,     pubsub.w3.a.b,   false
          pubsub.w4.>,     pubsub.w4.a,     true
          pubsub.w5.>,     pubsub.w5.a.b.c, true
          pubsub.w6.>,     pubsub.w6,       false
          pubsub.w7.*.c,   pubsub.w7.b.c,   true
          pubsub.w8.*.c,   pubsub.w8.b.d,   false
          *.w9.>,          pubsub.w9.x,     true
          pubsub.w10,      pubsub.W10,      false
          pubsub.w11*,     pubsub.w11x,     false
          pubsub.w12*,     pubsub.w12*,     true
          pubsub.w13.*.>,  pubsub.w13.a,    false
          pubsub.w14.*.>,  pubsub.w14.a.b,  true
          pubsub.w15.é.*,  pubsub.w15.é.ü,  true
          pubsub.w16.*,    pubsub.w16.>,    true
          pubsub.w17.a,    pubsub.w17.*,    false
          pubsub.w18.>,    pubsub.w18..a,   false
          """)
  void filterMatches(String filter, String subject, boolean matches) {
    try (var peer = server.client()) {
      peer.send("SUB %s 1\r\nPUB %s 1\r\nx\r\n".formatted(filter, subject));

      if (matches) {
        peer.expect("MSG %s 1 1\r\nx\r\n".formatted(subject));
      }
      peer.expectNothingElse();
    }
  }

  @ParameterizedTest
  @CsvSource({"a..b", ".a", "a.", "a.>.b", ">.a", "."})
  void badFilterIsRefusedAndTheConnectionStays(String filter) {
    try (var peer = server.client()) {
      peer.send("SUB %s 1\r\n".formatted(filter)).expect("-ERR 'Invalid Subject'\r\n");

      peer.expectNothingElse();
    }
  }

  @Test
  void everyMatchingSubscriptionGetsItsOwnCopy() {
    try (var peer = server.client()) {
      peer.send("SUB pubsub.copy.* 1\r\nSUB pubsub.copy.> 2\r\nSUB pubsub.copy.a 3\r\n");
      peer.send("SUB pubsub.copy.a 4\r\nPUB pubsub.copy.a 1\r\nx\r\n");

      var frames = new ArrayList<String>();
      IntStream.range(0, 4).forEach(i -> frames.add(peer.readFrame()));

      assertThat(frames)
          .containsExactlyInAnyOrder(
              "MSG pubsub.copy.a 1 1\r\nx\r\n",
              "MSG pubsub.copy.a 2 1\r\nx\r\n",
              "MSG pubsub.copy.a 3 1\r\nx\r\n",
              "MSG pubsub.copy.a 4 1\r\nx\r\n");
      peer.expectNothingElse();
    }
  }

  @Test
  void otherConnectionsGetMessagesInTheOrderPublished() {
    try (var subscriber = server.client();
        var publisher = server.client()) {
      subscriber.send("SUB pubsub.order.* 1\r\n").expectNothingElse();
      var sent = new StringBuilder();
      var wanted = new StringBuilder();
      for (int i = 0; i < 2_000; i++) {
        var message = "%d 4\r\n%04d\r\n".formatted(i % 7, i);
        sent.append("PUB pubsub.order.").append(message);
        wanted.append("MSG pubsub.order.").append(message.replaceFirst(" ", " 1 "));
      }

      publisher.send(sent.toString());

      subscriber.expect(wanted.toString());
      publisher.expectNothingElse();
    }
  }

  @Test
  void echoOffKeepsOwnMessagesAway() {
    try (var quiet = server.client("'verbose':false,'echo':false");
        var other = server.client()) {
      quiet.send("SUB pubsub.echo 1\r\n").expectNothingElse();
      other.send("SUB pubsub.echo 2\r\n").expectNothingElse();

      quiet.send("PUB pubsub.echo 3\r\nown\r\n");
      other.expect("MSG pubsub.echo 2 3\r\nown\r\n");
      other.send("PUB pubsub.echo 5\r\nother\r\n");

      quiet.expect("MSG pubsub.echo 1 5\r\nother\r\n");
    }
  }

  @Test
  void sizeIsRepeatedAsWritten() {
    try (var peer = server.client()) {
      peer.send("SUB pubsub.digits 1\r\nPUB pubsub.digits 002\r\nhi\r\n");

      peer.expect("MSG pubsub.digits 1 002\r\nhi\r\n");
    }
  }

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      quoteCharacter = '~',
      value = {
        "SUB pubsub.ws1 1\\n,PUB pubsub.ws1 2\\n,pubsub.ws1",
        "SUB\\tpubsub.ws2\\t1\\r\\n,PUB\\tpubsub.ws2\\t2\\r\\n,pubsub.ws2",
        "SUB   pubsub.ws3   1\\r\\n,PUB   pubsub.ws3   2\\r\\n,pubsub.ws3",
        "SUB \\t pubsub.ws4 \\t 1 \\t\\r\\n,PUB \\t pubsub.ws4 \\t 2 \\t\\r\\n,pubsub.ws4",
      })
  void whitespaceIsLoose(String sub, String pub, String subject) {
    try (var peer = server.client()) {
      peer.send(WireText.bytes(sub) + WireText.bytes(pub) + "hi\r\n");

      peer.expect("MSG %s 1 2\r\nhi\r\n".formatted(subject));
    }
  }

  @Test
  void firstUseOfASidWins() {
    try (var peer = server.client()) {
      peer.send("SUB pubsub.dup.a 1\r\nSUB pubsub.dup.b 1\r\n");
      peer.send("PUB pubsub.dup.b 1\r\nb\r\nPUB pubsub.dup.a 1\r\na\r\n");

      peer.expect("MSG pubsub.dup.a 1 1\r\na\r\n").expectNothingElse();
    }
  }

  @Test
  void wholeMebibyteArrivesUnchanged() {
    var random = Seed.random("wholeMebibyteArrivesUnchanged");
    var payload = new byte[MIB];
    random.nextBytes(payload);
    try (var subscriber = server.client();
        var publisher = server.client()) {
      subscriber.send("SUB pubsub.big 1\r\n").expectNothingElse();

      publisher.send("PUB pubsub.big " + MIB + "\r\n").send(payload).send("\r\n");

      subscriber.expect("MSG pubsub.big 1 " + MIB + "\r\n");
      var got = subscriber.readUntil(text -> text.length() >= MIB + 2, RawPeer.LIMIT);
      assertThat(got.getBytes(ISO_8859_1))
          .startsWith(payload)
          .endsWith("\r\n".getBytes(UTF_8))
          .hasSize(MIB + 2);
    }
  }

  @Test
  void operationsMayComeByteByByte() {
    var operations =
        "SUB pubsub.torn queue 1\r\nPUB pubsub.torn back 6\r\ntorn\r\n\r\nping\nUNSUB 1 9\r\n";
    try (var peer = server.client()) {
      for (byte b : operations.getBytes(UTF_8)) {
        peer.send(new byte[] {b});
      }

      peer.expect("MSG pubsub.torn 1 back 6\r\ntorn\r\n\r\nPONG\r\n");
    }
  }

  @Test
  void messageWaitsForItsLastByte() {
    try (var peer = server.client()) {
      peer.send("SUB pubsub.late 1\r\nPUB pubsub.late 2\r\nhi\r");
      peer.expectSilence(Duration.ofMillis(200));

      peer.send("\n").expect("MSG pubsub.late 1 2\r\nhi\r\n");
    }
  }
}
