package io.nuncio.server.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.server.transport.EventLoop;
import io.nuncio.testkit.Seed;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Large frames are staged outside of the heap, for one peer at a time: nothing of them gets lost
/// there, and the memory always comes back.
class LargeFramesTest {
  private static final int LARGE = 8 << 10;

  private final FakeOwner owner = new FakeOwner();
  private final EventLoop loop =
      new EventLoop(
          0,
          new UnusedPoller(),
          () -> 1,
          fault -> {
            throw new AssertionError(fault);
          });
  private final LoopOutput output = new LoopOutput(loop, new LoopInput(loop.calls()), false);
  private final FakeLink link = new FakeLink();
  private final Outbox outbox = outbox(link);

  private Outbox outbox(FakeLink peer) {
    return new Outbox(peer, owner, new ConnectionLimits(1 << 30, 1, 1, new MemoryBudget(1L << 40)));
  }

  private void write(int bytes) {
    outbox.write(output, "x".repeat(bytes).getBytes(ISO_8859_1));
  }

  @AfterEach
  void memoryHasComeBack() {
    assertThat(output.takeOutside(LARGE)).isNotNull();
  }

  @Test
  void peersThatTakeALittleAtATimeGetFramesOfAllSizesWholeAndInOrder() {
    var random = Seed.random("large frames");
    List<FakeLink> links = IntStream.range(0, 3).mapToObj(i -> new FakeLink()).toList();
    List<Outbox> outboxes = links.stream().map(this::outbox).toList();
    List<StringBuilder> sent = links.stream().map(peer -> new StringBuilder()).toList();

    for (int i = 0; i < 3_000; i++) {
      int peer = random.nextInt(3);
      int bytes = random.nextInt(1, List.of(100, 5_000, 70_000).get(random.nextInt(3)));
      String frame = String.valueOf((char) ('a' + i % 26)).repeat(bytes);
      outboxes.get(peer).write(output, frame.getBytes(ISO_8859_1));
      sent.get(peer).append(frame);
      links.get(peer).takeOnly(random.nextInt(4) == 0 ? random.nextInt(60_000) : 1 << 30);
      if (random.nextInt(5) == 0) {
        output.flush();
      }
      outboxes.get(peer).drain(output);
    }
    links.forEach(peer -> peer.takeOnly(Integer.MAX_VALUE));
    output.flush();
    outboxes.forEach(each -> each.drain(output));

    for (int peer = 0; peer < 3; peer++) {
      assertThat(links.get(peer).taken()).isEqualTo(sent.get(peer).toString());
    }
  }

  @Test
  void whatThePeerDoesNotTakeIsQueuedOnTheHeap() {
    link.takeOnly(3_000);
    write(LARGE);
    output.flush();

    assertThat(outbox.pendingBytes()).isEqualTo(LARGE - 3_000);
  }

  @Test
  void failedWriteGivesTheMemoryBack() {
    link.fail();
    write(LARGE);
    output.flush();

    assertThat(owner.failures()).containsExactly(ClosedReason.WRITE_ERROR);
  }

  @Test
  void frameForAPeerThatHasGoneGivesTheMemoryBack() {
    write(LARGE);
    outbox.close();
    output.flush();

    assertThat(link.taken()).isEmpty();
  }

  @Test
  void messagesAreCounted() {
    write(LARGE);
    outbox.countMessage(output, 8_000);
    write(LARGE);
    outbox.countMessage(output, 8_000);
    output.flush();

    assertThat(outbox.delivered().outBytes()).isEqualTo(16_000);
  }
}
