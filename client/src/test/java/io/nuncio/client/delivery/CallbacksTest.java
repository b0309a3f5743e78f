package io.nuncio.client.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.Await;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Where the application's code runs on a JDK without virtual threads.
class CallbacksTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int BURST = 10_000;

  @Test
  void burstOfShortTasksIsRunByAFewThreadsAndAllOfItIs() {
    AtomicInteger run = new AtomicInteger();
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    try (Callbacks callbacks = Callbacks.onPlatformThreads("burst-test")) {
      for (int i = 0; i < BURST; i++) {
        callbacks.finish(() -> {
          threads.add(Thread.currentThread());
          run.incrementAndGet();
        });
      }
      Await.until("all have run", PATIENCE, () -> run.get() == BURST);

      assertThat(threads).hasSizeLessThanOrEqualTo(64);
      assertThat(threads).allMatch(Thread::isDaemon);
      Await.until("no thread is left", PATIENCE, () -> threads.stream().noneMatch(Thread::isAlive));
    }
  }

  @Test
  void longTasksDoNotKeepEachOtherFromRunning() {
    CountDownLatch all = new CountDownLatch(200);
    AtomicInteger done = new AtomicInteger();
    try (Callbacks callbacks = Callbacks.onPlatformThreads("long-test")) {
      for (int i = 0; i < 200; i++) {
        assertThat(
                callbacks.execute(() -> {
                  all.countDown();
                  try {
                    all.await();
                    done.incrementAndGet();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                }))
            .isTrue();
      }
      Await.until("all have met", PATIENCE, () -> done.get() == 200);
    }
  }

  @Test
  void taskForWhichThereIsNoPlaceAnyMoreIsRunHere() {
    Callbacks callbacks = Callbacks.onPlatformThreads("closed-test");
    callbacks.close();
    AtomicInteger run = new AtomicInteger();

    callbacks.finish(run::incrementAndGet);

    assertThat(run).hasValue(1);
    assertThat(callbacks.execute(run::incrementAndGet)).isFalse();
  }
}
