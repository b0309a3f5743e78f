package io.nuncio.server.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.server.transport.EventLoop;
import io.nuncio.testkit.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Who has to pay when all clients together make the server keep too much.
class OutboxBudgetTest {
  private static final long BUDGET_BYTES = 1_000_000;

  private final ManualClock clock = new ManualClock();
  private final FakeLink link = new FakeLink();
  private final FakeOwner owner = new FakeOwner();
  private final MemoryBudget budget = new MemoryBudget(BUDGET_BYTES);
  private final EventLoop loop = new EventLoop(0, new UnusedPoller(), clock::nanos, fault -> {});
  private final LoopOutput output = new LoopOutput(loop, new LoopInput(loop.calls()), false);
  private final Outbox outbox = outbox(budget);

  private Outbox outbox(MemoryBudget shared) {
    return new Outbox(link, owner, new ConnectionLimits(10_000, 1, 1, shared));
  }

  private void write(String frame) {
    outbox.write(output, frame.getBytes(ISO_8859_1));
  }

  @Test
  void peerThatTakesNothingIsCutFirstWhenAllTogetherHoldTooMuch() {
    link.takeOnly(0);
    write("x".repeat(500));
    output.flush();
    clock.advance(Duration.ofSeconds(1));
    loop.runOnce(0);
    budget.change(0, BUDGET_BYTES); // others hold the rest

    write("y");
    output.flush();

    assertThat(owner.failures()).containsExactly(ClosedReason.SLOW_CONSUMER_MEMORY_BUDGET);
    assertThat(budget.usedBytes()).isEqualTo(BUDGET_BYTES);
  }

  @Test
  void peerThatStillTakesSlowsItsPublishersWhenAllTogetherHoldTooMuch() {
    link.takeOnly(10);
    budget.change(0, BUDGET_BYTES);

    write("x".repeat(500));
    output.flush();

    assertThat(owner.failures()).isEmpty();
    assertThat(outbox.pressure()).isPositive();
  }

  @Test
  void peerThatStillTakesSlowsItsPublishersAfterItTookSome() {
    link.takeOnly(10);
    budget.change(0, BUDGET_BYTES);
    write("x".repeat(500));
    output.flush();

    link.takeOnly(100);
    outbox.drain(output);

    assertThat(outbox.pressure()).isPositive();
  }

  @Test
  void peerWithLessThanTheAverageIsSparedWhenSlowingHasNotHelped() {
    var shared = new MemoryBudget(10_000);
    shared.change(0, 9_500); // another
    var modest = outbox(shared);
    link.takeOnly(0);

    modest.write(output, new byte[300]);
    output.flush();

    assertThat(owner.failures()).isEmpty();
  }

  @Test
  void peerWithMoreThanTheAverageIsCutWhenSlowingHasNotHelped() {
    var shared = new MemoryBudget(10_000);
    shared.change(0, 3_200); // another
    var greedy = outbox(shared);
    link.takeOnly(0);

    greedy.write(output, new byte[5_000]);
    output.flush();

    assertThat(owner.failures()).containsExactly(ClosedReason.SLOW_CONSUMER_MEMORY_BUDGET);
  }

  @Test
  void whatHasBeenTakenNoLongerCounts() {
    link.takeOnly(10);
    write("x".repeat(500));
    output.flush();
    assertThat(budget.usedBytes()).isEqualTo(ChunkPool.SMALLEST);

    link.takeOnly(490);
    assertThat(outbox.drain(output)).isTrue();

    assertThat(budget.usedBytes()).isZero();
  }
}
