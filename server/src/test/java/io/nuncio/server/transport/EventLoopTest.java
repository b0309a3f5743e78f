package io.nuncio.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nuncio.testkit.ManualClock;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventLoopTest {
  private final ManualClock clock = new ManualClock();
  private final HandPoller poller = new HandPoller();
  private final List<Throwable> faults = new ArrayList<>();
  private final List<String> happened = new ArrayList<>();
  private final EventLoop loop = new EventLoop(3, poller, clock::nanos, faults::add);

  @Test
  void eachIterationPollsThenRunsWhatWasPostedThenWhatIsDueThenEndsTheBatch() {
    poller.duringPoll(() -> happened.add("poll"));
    loop.onBatchEnd(() -> happened.add("batch end"));
    loop.schedule(0, () -> happened.add("timer"));
    loop.execute(() -> happened.add("task"));

    loop.runOnce(0);

    assertThat(happened).containsExactly("poll", "task", "timer", "batch end");
    assertThat(loop.index()).isEqualTo(3);
  }

  @Test
  void tasksRunInTheOrderInWhichTheyWerePostedAndWakeTheLoopOnce() {
    loop.execute(() -> happened.add("a"));
    loop.execute(() -> happened.add("b"));

    loop.runOnce(Long.MAX_VALUE);

    assertThat(happened).containsExactly("a", "b");
    assertThat(poller.wakeups()).isEqualTo(1);
  }

  @Test
  void taskPostedWhileTheLoopIsAtWorkRunsNextAndWakesNobody() {
    loop.execute(() -> {
      happened.add("first");
      loop.execute(() -> happened.add("second"));
    });
    loop.schedule(0, () -> loop.execute(() -> happened.add("third")));

    loop.runOnce(Long.MAX_VALUE);
    loop.runOnce(Long.MAX_VALUE);

    assertThat(happened).containsExactly("first", "second", "third");
    assertThat(poller.wakeups()).isEqualTo(1);
    assertThat(poller.timeouts()).containsExactly(0L, 0L);
  }

  @Test
  void taskPostedWhileTheLoopWaitsWakesIt() {
    loop.runOnce(0);
    poller.duringPoll(() -> loop.execute(() -> happened.add("task")));

    loop.runOnce(Long.MAX_VALUE);

    assertThat(happened).containsExactly("task");
    assertThat(poller.wakeups()).isEqualTo(1);
  }

  @Test
  void taskPostedWhileTheLoopDecidesHowLongToWaitIsNotSleptOver() {
    List<Runnable> whenAsked = new ArrayList<>();
    MonotonicClock asked =
        () -> {
          whenAsked.forEach(Runnable::run);
          return 0;
        };
    EventLoop deciding = new EventLoop(0, poller, asked, faults::add);
    deciding.runOnce(0);
    whenAsked.add(() -> deciding.execute(() -> happened.add("task")));

    deciding.runOnce(Long.MAX_VALUE);

    assertThat(happened).contains("task");
    assertThat(poller.wakeups()).isEqualTo(1);
  }

  @Test
  void doesNotWaitWhileSomethingIsPosted() {
    loop.execute(() -> {});

    loop.runOnce(Long.MAX_VALUE);
    loop.runOnce(Long.MAX_VALUE);

    assertThat(poller.timeouts()).containsExactly(0L, Long.MAX_VALUE);
  }

  @Test
  void waitsForTheNextTimerButNotLongerThanItMay() {
    loop.schedule(500, () -> {});

    loop.runOnce(Long.MAX_VALUE);
    loop.runOnce(20);
    clock.advance(Duration.ofNanos(200));
    loop.runOnce(Long.MAX_VALUE);
    clock.advance(Duration.ofNanos(400));
    loop.runOnce(Long.MAX_VALUE);

    assertThat(poller.timeouts()).containsExactly(500L, 20L, 300L, 0L);
  }

  @Test
  void timerHappensOnceItsTimeHasPassed() {
    loop.schedule(100, () -> happened.add("timer"));
    loop.schedule(100, () -> happened.add("cancelled")).cancel();

    clock.advance(Duration.ofNanos(99));
    loop.runOnce(0);
    assertThat(happened).isEmpty();
    clock.advance(Duration.ofNanos(1));
    loop.runOnce(0);
    loop.runOnce(0);

    assertThat(happened).containsExactly("timer");
  }

  @Test
  void timeStandsStillWithinAnIterationAndIsReadAfterWakingUp() {
    List<Long> times = new ArrayList<>();
    poller.duringPoll(() -> clock.advance(Duration.ofNanos(7)));
    loop.execute(() -> {
      times.add(loop.nowNanos());
      clock.advance(Duration.ofNanos(100));
      times.add(loop.nowNanos());
    });

    loop.runOnce(0);
    loop.execute(() -> times.add(loop.nowNanos()));
    loop.runOnce(0);

    assertThat(times).containsExactly(7L, 7L, 114L);
  }

  @Test
  void taskThatFailsIsReportedAndTheOthersStillRun() {
    var fault = new IllegalStateException("defect");
    loop.onBatchEnd(() -> happened.add("batch end"));
    loop.execute(() -> {
      throw fault;
    });
    loop.execute(() -> happened.add("next"));

    loop.runOnce(0);

    assertThat(faults).containsExactly(fault);
    assertThat(happened).containsExactly("next", "batch end");
  }

  @Test
  void stoppingRunsWhatWasPostedFlushesAndClosesThePoller() {
    loop.onBatchEnd(() -> happened.add("batch end"));
    poller.duringPoll(() -> {
      loop.stop();
      loop.execute(() -> happened.add("last task"));
    });

    loop.run();

    assertThat(happened).containsExactly("last task", "batch end", "batch end");
    assertThat(poller.timeouts()).hasSize(1);
    assertThat(poller.closed()).isTrue();
  }

  @Test
  void brokenPollerEndsTheLoopAndNamesIt() {
    poller.fail();

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(loop::run)
        .withMessageContaining("event loop 3");
    assertThat(poller.closed()).isTrue();
  }

  @Test
  void timerThatFailsIsReportedAndTheOthersStillRun() {
    var fault = new IllegalStateException("defect");
    loop.onBatchEnd(() -> happened.add("batch end"));
    loop.schedule(
        0,
        () -> {
          throw fault;
        });
    loop.schedule(0, () -> happened.add("next"));

    loop.runOnce(0);

    assertThat(faults).containsExactly(fault);
    assertThat(happened).containsExactly("next", "batch end");
  }
}
