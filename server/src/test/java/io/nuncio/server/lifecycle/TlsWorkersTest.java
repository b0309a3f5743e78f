package io.nuncio.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TlsWorkersTest {
  private static final int MOST_NEW = 512;

  private final TlsWorkers workers = new TlsWorkers(2);
  private final CountDownLatch busy = new CountDownLatch(1);
  private final CountDownLatch free = new CountDownLatch(1);

  @BeforeEach
  void keepTheOnlyThreadBusy() throws InterruptedException {
    workers.submit(
        () -> {
          busy.countDown();
          awaitQuietly(free);
        },
        false);
    assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @AfterEach
  void close() {
    free.countDown();
    workers.close();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int submitAll(int count, boolean begun) {
    int taken = 0;
    for (int i = 0; i < count; i++) {
      taken += workers.submit(() -> {}, begun) ? 1 : 0;
    }
    return taken;
  }

  @Test
  void refusesNewHandshakesWhenTooManyWait() {
    assertThat(submitAll(MOST_NEW + 10, false)).isEqualTo(MOST_NEW);
  }

  @Test
  void handshakesUnderWayAreStillTakenThen() {
    submitAll(MOST_NEW, false);

    assertThat(submitAll(MOST_NEW + 10, true)).isEqualTo(MOST_NEW);
  }

  @Test
  void handshakesUnderWayComeFirst() throws InterruptedException {
    Queue<String> order = new ConcurrentLinkedQueue<>();
    CountDownLatch done = new CountDownLatch(3);
    for (String name : List.of("new", "begun", "begun later")) {
      workers.submit(
          () -> {
            order.add(name);
            done.countDown();
          },
          name.startsWith("begun"));
    }

    free.countDown();

    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(order).containsExactly("begun", "begun later", "new");
  }

  @Test
  void takesNothingWhenItIsClosed() {
    workers.close();

    assertThat(workers.submit(() -> {}, true)).isFalse();
  }
}
