package io.nuncio.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.RawPeer;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Of a queue group, one member gets each message.
class QueueGroupIT {
  @RegisterExtension static final SharedServer server = SharedServer.with();

  private static final int MESSAGES = 300;

  @Test
  void membersOfOneConnectionShareTheMessages() {
    try (var peer = server.client()) {
      peer.send("SUB queue.one workers 1\r\nSUB queue.one workers 2\r\n");
      peer.send("SUB queue.one workers 3\r\n").send("PUB queue.one 1\r\nx\r\n".repeat(MESSAGES));

      var messagesBySid = new HashMap<String, Integer>();
      for (int i = 0; i < MESSAGES; i++) {
        messagesBySid.merge(peer.readFrame().split(" ", -1)[2], 1, Integer::sum);
      }

      peer.expectNothingElse();
      assertThat(messagesBySid).containsOnlyKeys("1", "2", "3");
    }
  }

  @Test
  void membersOnSeveralConnectionsShareTheMessages() {
    try (var first = server.client();
        var second = server.client();
        var publisher = server.client()) {
      var members = List.of(first, second);
      for (var member : members) {
        member.send("SUB queue.many workers 1\r\nSUB queue.done 2\r\n").expectNothingElse();
      }

      publisher.send("PUB queue.many 1\r\nx\r\n".repeat(MESSAGES) + "PUB queue.done 0\r\n\r\n");

      var shares = members.stream().map(QueueGroupIT::framesUntilDone).toList();
      assertThat(shares).allMatch(share -> share > 0);
      assertThat(shares.stream().mapToLong(Long::longValue).sum()).isEqualTo(MESSAGES);
    }
  }

  @Test
  void messageDoesNotNameTheGroup() {
    try (var peer = server.client()) {
      peer.send("SUB queue.name workers 1\r\nPUB queue.name back 1\r\nx\r\n");

      peer.expect("MSG queue.name 1 back 1\r\nx\r\n");
    }
  }

  @Test
  void eachGroupAndEachPlainSubscriberGetsTheMessage() {
    try (var peer = server.client()) {
      peer.send("SUB queue.all red 1\r\nSUB queue.all blue 2\r\nSUB queue.all 3\r\n");
      peer.send("SUB queue.* green 4\r\nPUB queue.all 1\r\nx\r\n");

      var frames = Stream.generate(peer::readFrame).limit(4).toList();

      assertThat(frames)
          .containsExactlyInAnyOrder(
              "MSG queue.all 1 1\r\nx\r\n",
              "MSG queue.all 2 1\r\nx\r\n",
              "MSG queue.all 3 1\r\nx\r\n",
              "MSG queue.all 4 1\r\nx\r\n");
      peer.expectNothingElse();
    }
  }

  @Test
  void groupSpansItsMembersFilters() {
    try (var peer = server.client()) {
      peer.send("SUB queue.span.* workers 1\r\nSUB queue.span.a workers 2\r\n");

      peer.send("PUB queue.span.a 1\r\nx\r\n");

      assertThat(peer.readFrame()).matches("MSG queue.span.a [12] 1\r\nx\r\n");
      peer.expectNothingElse();
    }
  }

  @Test
  void remainingMemberGetsEverything() {
    try (var leaving = server.client();
        var staying = server.client()) {
      leaving.send("SUB queue.leave workers 1\r\n").expectNothingElse();
      staying.send("SUB queue.leave workers 1\r\n").expectNothingElse();

      leaving.send("UNSUB 1\r\n").expectNothingElse();

      staying.send("PUB queue.leave 1\r\nx\r\n".repeat(20));
      staying.expect("MSG queue.leave 1 1\r\nx\r\n".repeat(20));
      leaving.expectNothingElse();
    }
  }

  @Test
  void wildcardsInAGroupNameMeanNothing() {
    try (var peer = server.client()) {
      peer.send("SUB queue.wild * 1\r\nSUB queue.wild a 2\r\nPUB queue.wild 1\r\nx\r\n");

      var frames = Stream.generate(peer::readFrame).limit(2).toList();

      assertThat(frames)
          .containsExactlyInAnyOrder("MSG queue.wild 1 1\r\nx\r\n", "MSG queue.wild 2 1\r\nx\r\n");
    }
  }

  private static long framesUntilDone(RawPeer member) {
    long frames = 0;
    while (member.readFrame().startsWith("MSG queue.many ")) {
      frames++;
    }
    return frames;
  }
}
