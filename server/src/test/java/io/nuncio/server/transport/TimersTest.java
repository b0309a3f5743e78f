package io.nuncio.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.Seed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimersTest {
  private static void fail(Throwable fault) {
    throw new AssertionError(fault);
  }

  private final Timers timers = new Timers();
  private final List<String> happened = new ArrayList<>();

  private Timer add(long deadlineNanos, String name) {
    return timers.add(deadlineNanos, () -> happened.add(name));
  }

  @Test
  void happenInTheOrderOfTheirDeadlinesAndThenOfTheirCreation() {
    add(20, "c");
    add(10, "a");
    add(20, "d");
    add(10, "b");

    timers.runDue(20, TimersTest::fail);

    assertThat(happened).containsExactly("a", "b", "c", "d");
  }

  @Test
  void happenAtTheirDeadlineNotBeforeAndOnce() {
    add(10, "a");

    timers.runDue(9, TimersTest::fail);
    assertThat(happened).isEmpty();
    timers.runDue(10, TimersTest::fail);
    timers.runDue(11, TimersTest::fail);

    assertThat(happened).containsExactly("a");
  }

  @Test
  void cancelledTimerDoesNotHappen() {
    var cancelled = add(10, "a");
    add(10, "b");

    cancelled.cancel();
    timers.runDue(10, TimersTest::fail);
    cancelled.cancel();

    assertThat(happened).containsExactly("b");
  }

  @Test
  void oneTimerCanCancelAnotherThatIsDueToo() {
    List<Timer> victims = new ArrayList<>();
    timers.add(10, () -> victims.get(0).cancel());
    victims.add(add(10, "victim"));

    timers.runDue(10, TimersTest::fail);

    assertThat(happened).isEmpty();
    assertThat(timers.untilNext(10)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void timerSetByATimerWaitsForTheNextCall() {
    timers.add(10, () -> add(10, "again"));

    timers.runDue(10, TimersTest::fail);
    assertThat(happened).isEmpty();
    assertThat(timers.untilNext(10)).isZero();
    timers.runDue(10, TimersTest::fail);

    assertThat(happened).containsExactly("again");
  }

  @Test
  void knowsTheTimeUntilTheNext() {
    assertThat(timers.untilNext(0)).isEqualTo(Long.MAX_VALUE);
    var early = add(100, "a");
    add(200, "b");

    assertThat(timers.untilNext(30)).isEqualTo(70);
    assertThat(timers.untilNext(100)).isZero();
    assertThat(timers.untilNext(150)).isZero();
    early.cancel();
    assertThat(timers.untilNext(150)).isEqualTo(50);
  }

  @Test
  void clockMayOverflow() {
    long now = Long.MAX_VALUE - 5;
    add(now + 10, "late");
    add(now + 1, "early");

    assertThat(timers.untilNext(now)).isEqualTo(1);
    timers.runDue(now + 1, TimersTest::fail);
    assertThat(happened).containsExactly("early");
    timers.runDue(now + 10, TimersTest::fail);
    assertThat(happened).containsExactly("early", "late");
  }

  @Test
  void anyTimersHappenAsInASortedList() {
    var random = Seed.random("timers");
    record Planned(long deadline, int order, Timer timer) {}
    List<Planned> model = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    long now = 0;

    for (int i = 0; i < 5_000; i++) {
      if (random.nextInt(3) > 0) {
        long deadline = now + random.nextInt(50);
        model.add(new Planned(deadline, i, add(deadline, "" + i)));
      } else if (!model.isEmpty()) {
        model.remove(random.nextInt(model.size())).timer.cancel();
      }
      now += random.nextInt(3);
      long due = now;
      timers.runDue(due, TimersTest::fail);
      model.stream()
          .filter(planned -> planned.deadline <= due)
          .sorted(Comparator.comparingLong(Planned::deadline).thenComparingInt(Planned::order))
          .forEach(planned -> expected.add("" + planned.order));
      model.removeIf(planned -> planned.deadline <= due);
    }

    assertThat(happened).isEqualTo(expected);
  }
}
