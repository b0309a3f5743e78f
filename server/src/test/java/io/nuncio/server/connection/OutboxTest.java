package io.nuncio.server.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.server.transport.EventLoop;
import io.nuncio.testkit.ManualClock;
import io.nuncio.testkit.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final int MAX_PENDING_BYTES = 1000;
  private static final long BUDGET_BYTES = 1L << 40;

  private final ManualClock clock = new ManualClock();
  private final FakeLink link = new FakeLink();
  private final FakeOwner owner = new FakeOwner();
  private final MemoryBudget budget = new MemoryBudget(BUDGET_BYTES);
  private final EventLoop loop = loop(0);
  private final LoopOutput output = output(loop, false);
  private final Outbox outbox = outbox(link, MAX_PENDING_BYTES, 1);

  private Outbox outbox(FakeLink peer, long maxPendingBytes, int loops) {
    return new Outbox(peer, owner, new ConnectionLimits(maxPendingBytes, 1, loops, budget));
  }

  private static LoopOutput output(EventLoop loop, boolean several) {
    return new LoopOutput(loop, new LoopInput(loop.calls()), several);
  }

  private EventLoop loop(int index) {
    return new EventLoop(
        index,
        new UnusedPoller(),
        clock::nanos,
        fault -> {
          throw new AssertionError(fault);
        });
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private void write(String frame) {
    outbox.write(output, bytes(frame));
  }

  @Test
  void framesLeaveWithTheFlushAndNotBefore() {
    write("one\n");
    write("two\n");
    assertThat(link.taken()).isEmpty();

    output.flush();

    assertThat(link.taken()).isEqualTo("one\ntwo\n");
    assertThat(outbox.pendingBytes()).isZero();
    assertThat(owner.drainsWanted()).isEmpty();
  }

  @Test
  void batchEndOfTheLoopFlushes() {
    write("one\n");

    loop.runOnce(0);

    assertThat(link.taken()).isEqualTo("one\n");
  }

  @Test
  void frameIsItsTwoSlicesOneAfterTheOther() {
    outbox.write(output, bytes("xxheadxx"), 2, 4, bytes("yTAILy"), 1, 4);
    output.flush();

    assertThat(link.taken()).isEqualTo("headTAIL");
  }

  @Test
  void framesOfAnySizeArriveWholeAndInOrder() {
    var random = Seed.random("outbox frames");
    var large = outbox(link, Long.MAX_VALUE, 1);
    StringBuilder sent = new StringBuilder();

    for (int i = 0; i < 400; i++) {
      int bytes = random.nextInt(1, List.of(10, 3_000, 70_000).get(random.nextInt(3)));
      String frame = String.valueOf((char) ('a' + i % 26)).repeat(bytes);
      large.write(output, bytes(frame));
      sent.append(frame);
      if (random.nextInt(20) == 0) {
        output.flush();
      }
    }
    output.flush();

    assertThat(link.taken()).isEqualTo(sent.toString());
  }

  @Test
  void peerThatTakesALittleAtATimeGetsEverythingInOrder() {
    var random = Seed.random("outbox partial writes");
    var large = outbox(link, Long.MAX_VALUE, 1);
    StringBuilder sent = new StringBuilder();
    link.takeOnly(0);

    for (int i = 0; i < 2_000; i++) {
      String frame = "<" + i + ":" + "x".repeat(random.nextInt(300)) + ">";
      large.write(output, bytes(frame));
      sent.append(frame);
      link.takeOnly(random.nextInt(400));
      if (random.nextBoolean()) {
        output.flush();
      } else {
        large.drain(output);
      }
    }
    link.takeOnly(Integer.MAX_VALUE);
    output.flush();

    assertThat(large.drain(output)).isTrue();
    assertThat(link.taken()).isEqualTo(sent.toString());
    assertThat(large.pendingBytes()).isZero();
  }

  @Test
  void asksOnceToBeDrainedUntilItHasBeen() {
    link.takeOnly(2);
    write("abcd");
    output.flush();
    write("efgh");
    output.flush();
    assertThat(owner.drainsWanted()).containsExactly(0);
    assertThat(link.taken()).isEqualTo("ab");
    assertThat(outbox.pendingBytes()).isEqualTo(6);

    link.takeOnly(3);
    assertThat(outbox.drain(output)).isFalse();
    link.takeOnly(3);
    assertThat(outbox.drain(output)).isTrue();
    write("ij");
    output.flush();

    assertThat(link.taken()).isEqualTo("abcdefgh");
    assertThat(owner.drainsWanted()).containsExactly(0, 0);
  }

  @Test
  void whileADrainIsAskedForNothingOvertakesWhatIsQueued() {
    link.takeOnly(0);
    write("first ");
    output.flush();
    link.takeOnly(Integer.MAX_VALUE);

    write("second");
    output.flush();
    assertThat(link.taken()).isEmpty();
    outbox.drain(output);

    assertThat(link.taken()).isEqualTo("first second");
  }

  @Test
  void holdsAsMuchAsItMay() {
    link.takeOnly(0);
    write("x".repeat(MAX_PENDING_BYTES));
    output.flush();

    assertThat(owner.failures()).isEmpty();
    assertThat(outbox.pendingBytes()).isEqualTo(MAX_PENDING_BYTES);
  }

  @Test
  void closesItselfOnceWhenThePeerTakesTooLittle() {
    link.takeOnly(0);
    write("x".repeat(600));
    output.flush();
    write("x".repeat(600));
    output.flush();
    assertThat(owner.failures()).containsExactly(ClosedReason.SLOW_CONSUMER_PENDING_BYTES);
    assertThat(outbox.pendingBytes()).isEqualTo(1200);

    link.takeOnly(Integer.MAX_VALUE);
    write("y".repeat(2000));
    output.flush();
    outbox.drain(output);

    assertThat(owner.failures()).hasSize(1);
    assertThat(link.taken()).isEmpty();
    assertThat(outbox.pressure()).isZero();
  }

  @Test
  void moreThanTheMaximumInOneBatchIsFineIfThePeerTakesIt() {
    for (int i = 0; i < 1000; i++) {
      write("x".repeat(1000));
    }
    output.flush();

    assertThat(owner.failures()).isEmpty();
    assertThat(link.taken()).hasSize(1_000_000);
  }

  @Test
  void closesItselfOnceWhenWritingFails() {
    link.fail();
    write("x");
    output.flush();
    write("y");
    output.flush();

    assertThat(owner.failures()).containsExactly(ClosedReason.WRITE_ERROR);
  }

  @Test
  void closesItselfWhenDrainingFails() {
    link.takeOnly(0);
    write("x");
    output.flush();
    link.fail();

    outbox.drain(output);

    assertThat(owner.failures()).containsExactly(ClosedReason.WRITE_ERROR);
  }

  @Test
  void writesNothingAfterItWasClosed() {
    link.takeOnly(0);
    write("before");
    output.flush();
    write("staged");
    link.takeOnly(Integer.MAX_VALUE);

    outbox.close();
    output.flush();
    write("after");
    output.flush();
    outbox.drain(output);

    assertThat(link.taken()).isEmpty();
    assertThat(owner.failures()).isEmpty();
  }

  @Test
  void isCongestedWhileMuchIsQueuedAndThePeerTakesSomeOfIt() {
    clock.advance(Duration.ofSeconds(1));
    loop.runOnce(0);
    link.takeOnly(10);
    write("x".repeat(960));
    output.flush();
    assertThat(outbox.pressure()).isPositive();

    link.takeOnly(300);
    outbox.drain(output);

    assertThat(outbox.pendingBytes()).isEqualTo(650);
    assertThat(outbox.pressure()).isZero();
  }

  @Test
  void isNotCongestedForAPeerThatTakesNothing() {
    link.takeOnly(10);
    write("x".repeat(900));
    output.flush();
    assertThat(outbox.pressure()).isPositive();

    clock.advance(Duration.ofMillis(200));
    loop.runOnce(0);
    write("x".repeat(10));
    output.flush();

    assertThat(outbox.pressure()).isZero();
  }

  @Test
  void knowsForHowLongThePeerHasTakenNothing() {
    clock.advance(Duration.ofSeconds(5));
    loop.runOnce(0);
    link.takeOnly(1);
    write("ab");
    output.flush();
    clock.advance(Duration.ofSeconds(3));

    outbox.drain(output);

    assertThat(outbox.idleNanos(clock.nanos())).isEqualTo(Duration.ofSeconds(3).toNanos());
  }

  @Test
  void twoLoopsInterleaveWholeFramesEachInItsOrder() {
    var random = Seed.random("outbox of two loops");
    List<LoopOutput> outputs = List.of(output(loop(0), true), output(loop(1), true));
    var shared = outbox(link, Long.MAX_VALUE, 2);
    List<List<String>> sent = List.of(new ArrayList<>(), new ArrayList<>());

    for (int i = 0; i < 3_000; i++) {
      int from = random.nextInt(2);
      String frame = from + ":" + i + ":" + "x".repeat(random.nextInt(frameLimit(random)));
      shared.write(outputs.get(from), bytes(frame + "\n"));
      sent.get(from).add(frame);
      link.takeOnly(random.nextInt(20_000));
      if (random.nextInt(3) == 0) {
        outputs.get(random.nextInt(2)).flush();
      }
      if (random.nextInt(4) == 0) {
        shared.drain(outputs.get(0));
      }
    }
    link.takeOnly(Integer.MAX_VALUE);
    outputs.forEach(LoopOutput::flush);
    shared.drain(outputs.get(0));

    List<String> received = link.taken().lines().toList();
    assertThat(received.stream().filter(frame -> frame.startsWith("0:"))).isEqualTo(sent.get(0));
    assertThat(received.stream().filter(frame -> frame.startsWith("1:"))).isEqualTo(sent.get(1));
    assertThat(received).hasSize(3_000);
  }

  private static int frameLimit(RandomGenerator random) {
    return random.nextInt(50) == 0 ? 100_000 : 500;
  }

  @Test
  void withSeveralLoopsAllIsQueuedBeforeAnythingIsWritten() {
    var several = output(loop, true);
    var first = outbox(link, MAX_PENDING_BYTES, 2);
    var second = outbox(new FakeLink(), MAX_PENDING_BYTES, 2);
    List<Long> queuedForSecond = new ArrayList<>();
    link.onWrite(() -> queuedForSecond.add(second.pendingBytes()));
    first.write(several, bytes("PONG"));
    second.write(several, bytes("MSG"));

    several.flush();

    assertThat(queuedForSecond).containsExactly(3L);
    assertThat(second.pendingBytes()).isZero();
  }

  @Test
  void stagedMemoryOfOneLoopIsBounded() {
    List<FakeLink> links = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      links.add(new FakeLink());
      outbox(links.get(i), Long.MAX_VALUE, 1).write(output, new byte[64 << 10]);
    }

    assertThat(links.stream().filter(peer -> !peer.taken().isEmpty()).count()).isGreaterThan(100);
    output.flush();
    assertThat(links).allSatisfy(peer -> assertThat(peer.taken()).hasSize(64 << 10));
  }
}
