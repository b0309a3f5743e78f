package io.nuncio.conformance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When a subscription ends.
class UnsubscribeIT {
  @RegisterExtension static final SharedServer server = SharedServer.with();

  @Test
  void endsAtOnceWithoutAMaximum() {
    try (var peer = server.client()) {
      peer.send("SUB unsub.now 1\r\nUNSUB 1\r\nPUB unsub.now 1\r\nx\r\n").expectNothingElse();
    }
  }

  @Test
  void leavesOtherSubscriptionsAlone() {
    try (var peer = server.client()) {
      peer.send("SUB unsub.other 1\r\nSUB unsub.other 2\r\nUNSUB 1\r\n");

      peer.send("PUB unsub.other 1\r\nx\r\n").expect("MSG unsub.other 2 1\r\nx\r\n");
      peer.expectNothingElse();
    }
  }

  /// Messages are counted from the start of the subscription, not from the `UNSUB`.
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          unsub.m1, 0, 1,  5, 1
          unsub.m2, 0, 3,  5, 3
          unsub.m3, 2, 3,  5, 3
          unsub.m4, 2, 2,  5, 2
          unsub.m5, 3, 1,  5, 3
          unsub.m6, 0, 0,  5, 0
          unsub.m7, 2, 0,  5, 2
          unsub.m8, 1, 99, 5, 6
          unsub.m9, 0, -5, 5, 0
          """)
  void maximumCountsFromTheStart(String subject, int before, int max, int after, int delivered) {
    var publish = "PUB %s 1\r\nx\r\n".formatted(subject);
    try (var peer = server.client()) {
      peer.send("SUB %s 1\r\n".formatted(subject) + publish.repeat(before));
      peer.send("UNSUB 1 %d\r\n".formatted(max) + publish.repeat(after));

      peer.expect("MSG %s 1 1\r\nx\r\n".formatted(subject).repeat(delivered));
      peer.expectNothingElse();
    }
  }

  @Test
  void maximumHoldsForMessagesOfOthers() {
    try (var subscriber = server.client();
        var publisher = server.client()) {
      subscriber.send("SUB unsub.others 1\r\nUNSUB 1 2\r\nSUB unsub.done 2\r\n");
      subscriber.expectNothingElse();

      publisher.send("PUB unsub.others 1\r\nx\r\n".repeat(4) + "PUB unsub.done 0\r\n\r\n");

      subscriber.expect("MSG unsub.others 1 1\r\nx\r\n".repeat(2));
      subscriber.expect("MSG unsub.done 2 0\r\n\r\n");
    }
  }

  @Test
  void laterMaximumReplacesTheEarlier() {
    try (var peer = server.client()) {
      peer.send("SUB unsub.replace 1\r\nUNSUB 1 1\r\nUNSUB 1 3\r\n");

      peer.send("PUB unsub.replace 1\r\nx\r\n".repeat(5));

      peer.expect("MSG unsub.replace 1 1\r\nx\r\n".repeat(3)).expectNothingElse();
    }
  }

  @Test
  void sidIsFreeAfterTheEnd() {
    try (var peer = server.client()) {
      peer.send("SUB unsub.free.a 1\r\nUNSUB 1 1\r\nPUB unsub.free.a 1\r\na\r\n");
      peer.send("SUB unsub.free.b 1\r\nPUB unsub.free.b 1\r\nb\r\n");

      peer.expect("MSG unsub.free.a 1 1\r\na\r\nMSG unsub.free.b 1 1\r\nb\r\n");
    }
  }

  @Test
  void unknownSidIsNoError() {
    try (var peer = server.connect()) {
      peer.send("CONNECT {\"verbose\":true}\r\n").expect("+OK\r\n");

      peer.send("UNSUB 99\r\n").expect("+OK\r\n");
    }
  }

  @Test
  void closedConnectionEndsItsSubscriptions() {
    try (var staying = server.client()) {
      try (var leaving = server.client()) {
        leaving.send("SUB unsub.gone workers 1\r\n").expectNothingElse();
        leaving.halfClose().expectClosed();
      }
      staying.send("SUB unsub.gone workers 1\r\n").expectNothingElse();

      staying.send("PUB unsub.gone 1\r\nx\r\n".repeat(20));

      staying.expect("MSG unsub.gone 1 1\r\nx\r\n".repeat(20));
    }
  }
}
