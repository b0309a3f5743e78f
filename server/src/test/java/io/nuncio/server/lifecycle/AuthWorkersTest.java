package io.nuncio.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuthWorkersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final AuthWorkers workers = new AuthWorkers(2);
  private final CountDownLatch gate = new CountDownLatch(1);
  private final List<String> done = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    gate.countDown();
    workers.close();
  }

  /// Keeps the only worker busy until the gate opens.
  private void occupyTheWorker() {
    CountDownLatch busy = new CountDownLatch(1);
    workers.submit(
        () -> {
          busy.countDown();
          awaitGate();
        },
        false);
    Await.until("the worker is busy", PATIENCE, () -> busy.getCount() == 0);
  }

  private void awaitGate() {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void suspectsComeBehindTheOthers() {
    occupyTheWorker();
    workers.submit(() -> done.add("suspect 1"), true);
    workers.submit(() -> done.add("suspect 2"), true);
    workers.submit(() -> done.add("honest 1"), false);
    workers.submit(() -> done.add("honest 2"), false);

    gate.countDown();

    Await.until("all are done", PATIENCE, () -> done.size() == 4);
    assertThat(done).containsExactly("honest 1", "honest 2", "suspect 1", "suspect 2");
  }

  @Test
  void shortChecksComeBeforeLongOnesAndSuspectsBehindAll() {
    occupyTheWorker();
    workers.submitShort(() -> done.add("short suspect"), true);
    workers.submit(() -> done.add("long"), false);
    workers.submitShort(() -> done.add("short 1"), false);
    workers.submitShort(() -> done.add("short 2"), false);

    gate.countDown();

    Await.until("all are done", PATIENCE, () -> done.size() == 4);
    assertThat(done).containsExactly("short 1", "short 2", "long", "short suspect");
  }

  @Test
  void shortChecksTakeLittleRoom() {
    occupyTheWorker();
    for (int i = 0; i < 255; i++) {
      assertThat(workers.submit(() -> done.add("long"), false)).isTrue();
    }
    for (int i = 0; i < 256; i++) {
      assertThat(workers.submitShort(() -> done.add("short"), false)).isTrue();
    }

    assertThat(workers.submitShort(() -> done.add("one too many"), false)).isFalse();
    gate.countDown();
    Await.until("all that were taken are done", PATIENCE, () -> done.size() == 255 + 256);
    assertThat(workers.submitShort(() -> done.add("next"), false)).isTrue();
  }

  @Test
  void suspectsLeaveHalfOfTheRoomToTheOthers() {
    occupyTheWorker();
    for (int i = 0; i < 128; i++) {
      assertThat(workers.submit(() -> done.add("suspect"), true)).isTrue();
    }

    assertThat(workers.submit(() -> done.add("one too many"), true)).isFalse();
    for (int i = 0; i < 128; i++) {
      assertThat(workers.submit(() -> done.add("honest"), false)).isTrue();
    }
    assertThat(workers.submit(() -> done.add("one too many"), false)).isFalse();

    assertThat(workers.overflows()).isEqualTo(2);
    gate.countDown();
    Await.until("all that were taken are done", PATIENCE, () -> done.size() == 256);
    assertThat(done).doesNotContain("one too many");
  }

  @Test
  void takesNothingOnceItIsClosed() {
    workers.close();

    assertThat(workers.submit(() -> done.add("late"), false)).isFalse();
  }
}
