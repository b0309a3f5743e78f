package io.nuncio.conformance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Messages with headers, for receivers with and without.
class HeadersIT {
  @RegisterExtension static final SharedServer server = SharedServer.with();

  private static final String PLAIN = "'verbose':false,'pedantic':false,'headers':false";
  private static final String BLOCK = "NATS/1.0\r\nA: b\r\n\r\n";

  @Test
  void headersArriveAsPublished() {
    try (var peer = server.client()) {
      peer.send("SUB headers.plain 1\r\nHPUB headers.plain 18 20\r\n" + BLOCK + "hi\r\n");

      peer.expect("HMSG headers.plain 1 18 20\r\n" + BLOCK + "hi\r\n");
    }
  }

  @Test
  void replySubjectStandsBeforeTheSizes() {
    try (var peer = server.client()) {
      peer.send("SUB headers.reply 1\r\nHPUB headers.reply back 18 20\r\n" + BLOCK + "hi\r\n");

      peer.expect("HMSG headers.reply 1 back 18 20\r\n" + BLOCK + "hi\r\n");
    }
  }

  @Test
  void sizesAreRepeatedAsWritten() {
    try (var peer = server.client()) {
      peer.send("SUB headers.digits 1\r\nHPUB headers.digits 018 0020\r\n" + BLOCK + "hi\r\n");

      peer.expect("HMSG headers.digits 1 018 0020\r\n" + BLOCK + "hi\r\n");
    }
  }

  @Test
  void headersMayComeWithoutAPayload() {
    try (var peer = server.client()) {
      peer.send("SUB headers.only 1\r\nHPUB headers.only 18 18\r\n" + BLOCK + "\r\n");

      peer.expect("HMSG headers.only 1 18 18\r\n" + BLOCK + "\r\n");
    }
  }

  @Test
  void messageWithoutHeadersStaysPlain() {
    try (var peer = server.client()) {
      peer.send("SUB headers.none 1\r\nPUB headers.none 2\r\nhi\r\n");

      peer.expect("MSG headers.none 1 2\r\nhi\r\n");
    }
  }

  @Test
  void emptyHeaderBlockMakesAPlainMessage() {
    try (var peer = server.client()) {
      peer.send("SUB headers.zero 1\r\nHPUB headers.zero 0 2\r\nhi\r\n");

      peer.expect("MSG headers.zero 1 2\r\nhi\r\n");
    }
  }

  @Test
  void receiverWithoutHeadersGetsOnlyThePayload() {
    try (var plain = server.client(PLAIN);
        var publisher = server.client()) {
      plain.send("SUB headers.strip 1\r\n").expectNothingElse();

      publisher.send("HPUB headers.strip back 18 20\r\n" + BLOCK + "hi\r\n");
      publisher.send("HPUB headers.strip 18 18\r\n" + BLOCK + "\r\n");

      plain.expect("MSG headers.strip 1 back 2\r\nhi\r\n");
      plain.expect("MSG headers.strip 1 0\r\n\r\n");
    }
  }

  @Test
  void everyReceiverGetsTheFormItUnderstands() {
    try (var plain = server.client(PLAIN);
        var other = server.client()) {
      plain.send("SUB headers.both 1\r\n").expectNothingElse();
      other.send("SUB headers.both 2\r\n").expectNothingElse();

      other.send("HPUB headers.both 18 20\r\n" + BLOCK + "hi\r\n");

      other.expect("HMSG headers.both 2 18 20\r\n" + BLOCK + "hi\r\n");
      plain.expect("MSG headers.both 1 2\r\nhi\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"'headers':false", "'name':'says nothing about headers'"})
  void publisherMustHaveAskedForHeaders(String fields) {
    try (var peer = server.client("'verbose':false," + fields)) {
      peer.send("HPUB headers.unasked 18 20\r\n" + BLOCK + "hi\r\n").expectClosed();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"21 20", "-1 20", "18", "x 20", "18 x"})
  void impossibleSizesCloseWithoutAWord(String sizes) {
    try (var peer = server.client()) {
      peer.send("HPUB headers.sizes " + sizes + "\r\n" + BLOCK + "hi\r\n").expectClosed();
    }
  }
}
