package io.nuncio.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A request that nobody can answer is answered by the server.
class NoRespondersIT {
  @RegisterExtension static final SharedServer server = SharedServer.with();

  @Test
  void requestNobodyHearsIsAnsweredWithStatus503() {
    try (var requester = server.client()) {
      requester.send("SUB noresp.inbox1 9\r\nPUB noresp.one noresp.inbox1 5\r\nhello\r\n");

      requester.expect(
          "HMSG noresp.inbox1 9 42 42\r\nNATS/1.0 503\r\nNats-Subject: noresp.one\r\n\r\n\r\n");
      requester.expectNothingElse();
    }
  }

  @Test
  void answerComesThroughAWildcardInbox() {
    try (var requester = server.client()) {
      requester.send("SUB noresp.inbox2.* 9\r\nPUB noresp.two noresp.inbox2.x 0\r\n\r\n");

      requester.expect(
          "HMSG noresp.inbox2.x 9 42 42\r\nNATS/1.0 503\r\nNats-Subject: noresp.two\r\n\r\n\r\n");
    }
  }

  @Test
  void requestWithHeadersIsAnsweredTheSame() {
    try (var requester = server.client()) {
      requester.send("SUB noresp.inbox3 9\r\n");
      requester.send("HPUB noresp.three noresp.inbox3 12 12\r\nNATS/1.0\r\n\r\n\r\n");

      requester.expect(
          "HMSG noresp.inbox3 9 44 44\r\nNATS/1.0 503\r\nNats-Subject: noresp.three\r\n\r\n\r\n");
    }
  }

  @Test
  void acknowledgementComesBeforeTheAnswer() {
    try (var requester = server.connect()) {
      requester.send("CONNECT {\"headers\":true,\"no_responders\":true}\r\n").expect("+OK\r\n");
      requester.send("SUB noresp.inbox4 9\r\n").expect("+OK\r\n");

      requester.send("PUB noresp.four noresp.inbox4 0\r\n\r\n");

      requester.expect("+OK\r\nHMSG noresp.inbox4 9 43 43\r\nNATS/1.0 503\r\n");
    }
  }

  @Test
  void anySubscriberCountsAsResponder() {
    try (var responder = server.client();
        var requester = server.client()) {
      responder.send("SUB noresp.five queue 1\r\n").expectNothingElse();
      requester.send("SUB noresp.inbox5 9\r\n");

      requester.send("PUB noresp.five noresp.inbox5 0\r\n\r\n").expectNothingElse();

      responder.expect("MSG noresp.five 1 noresp.inbox5 0\r\n\r\n");
    }
  }

  @Test
  void requesterItselfCountsAsResponder() {
    try (var requester = server.client()) {
      requester.send("SUB noresp.inbox6 9\r\nSUB noresp.six 1\r\n");

      requester.send("PUB noresp.six noresp.inbox6 0\r\n\r\n");

      requester.expect("MSG noresp.six 1 noresp.inbox6 0\r\n\r\n").expectNothingElse();
    }
  }

  @Test
  void requesterWithoutEchoDoesNotCount() {
    try (var requester =
        server.client("'verbose':false,'headers':true,'no_responders':true,'echo':false")) {
      requester.send("SUB noresp.inbox7 9\r\nSUB noresp.seven 1\r\n");

      requester.send("PUB noresp.seven noresp.inbox7 0\r\n\r\n");

      assertThat(requester.readFrame()).startsWith("HMSG noresp.inbox7 9 44 44\r\nNATS/1.0 503");
      requester.expectNothingElse();
    }
  }

  @Test
  void responderThatLeftDoesNotCount() {
    try (var requester = server.client()) {
      requester.send("SUB noresp.inbox8 9\r\nSUB noresp.eight 1\r\nUNSUB 1\r\n");

      requester.send("PUB noresp.eight noresp.inbox8 0\r\n\r\n");

      assertThat(requester.readFrame()).startsWith("HMSG noresp.inbox8 9 44 44\r\nNATS/1.0 503");
    }
  }

  @Test
  void onlyThoseWhoAskedAreAnswered() {
    try (var requester = server.client("'verbose':false,'headers':true")) {
      requester.send("SUB noresp.inbox9 9\r\nPUB noresp.nine noresp.inbox9 0\r\n\r\n");

      requester.expectNothingElse();
    }
  }

  @Test
  void messageWithoutReplySubjectNeedsNoResponder() {
    try (var publisher = server.client()) {
      publisher.send("PUB noresp.ten 0\r\n\r\n").expectNothingElse();
    }
  }

  @Test
  void answerOnlyGoesToTheRequester() {
    try (var listener = server.client();
        var requester = server.client()) {
      listener.send("SUB noresp.inbox11 9\r\n").expectNothingElse();

      requester.send("PUB noresp.eleven noresp.inbox11 0\r\n\r\n").expectNothingElse();

      listener.expectNothingElse();
    }
  }
}
