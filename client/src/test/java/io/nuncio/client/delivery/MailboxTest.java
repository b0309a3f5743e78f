package io.nuncio.client.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.client.delivery.Mailbox.Offer;
import io.nuncio.testkit.Await;
import io.nuncio.testkit.Seed;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The ring that messages wait in.
class MailboxTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private record Item(int number, long weightBytes) implements Weighed {}

  @Test
  void itemsComeOutInTheOrderInWhichTheyWentIn() throws Exception {
    var random = Seed.random("mailbox");
    var mailbox = new Mailbox<Item>(0, 0, true);
    Queue<Item> model = new ArrayDeque<>();
    for (int i = 0; i < 20_000; i++) {
      if (random.nextInt(5) < 3) {
        Item item = new Item(i, random.nextInt(100));
        assertThat(mailbox.offer(item)).isEqualTo(Offer.TAKEN);
        model.add(item);
      } else {
        assertThat(mailbox.poll(0)).isEqualTo(model.poll());
      }
    }

    assertThat(mailbox.counts().items()).isEqualTo(model.size());
    assertThat(mailbox.counts().bytes())
        .isEqualTo(model.stream().mapToLong(Item::weightBytes).sum());
  }

  @Test
  void seriesOfDropsIsToldOnce() throws Exception {
    var mailbox = new Mailbox<Item>(4, 0, true);
    Item item = new Item(0, 1);
    for (int i = 0; i < 4; i++) {
      mailbox.offer(item);
    }

    assertThat(mailbox.offer(item)).isEqualTo(Offer.DROPPED_FIRST);
    assertThat(mailbox.offer(item)).isEqualTo(Offer.DROPPED);
    mailbox.poll(0);
    assertThat(mailbox.offer(item)).isEqualTo(Offer.TAKEN);
    assertThat(mailbox.offer(item)).isEqualTo(Offer.DROPPED);
    while (mailbox.poll(0) != null) {
      mailbox.clearDropped();
    }
    for (int i = 0; i < 4; i++) {
      mailbox.offer(item);
    }
    assertThat(mailbox.offer(item)).isEqualTo(Offer.DROPPED_FIRST);
    assertThat(mailbox.counts().dropped()).isEqualTo(1);
  }

  @Test
  void bytesAreLimitedToo() {
    var mailbox = new Mailbox<Item>(0, 10, true);

    assertThat(mailbox.offer(new Item(0, 6))).isEqualTo(Offer.TAKEN);
    assertThat(mailbox.offer(new Item(1, 5))).isEqualTo(Offer.DROPPED_FIRST);
    assertThat(mailbox.offer(new Item(2, 4))).isEqualTo(Offer.TAKEN);
  }

  @Test
  void firstItemAsksForSomebodyAndTheNextDoNot() throws Exception {
    var mailbox = new Mailbox<Item>(0, 0, false);

    assertThat(mailbox.offer(new Item(0, 1))).isEqualTo(Offer.UNATTENDED);
    assertThat(mailbox.offer(new Item(1, 1))).isEqualTo(Offer.TAKEN);
    mailbox.take(false);
    mailbox.take(false);
    assertThat(mailbox.take(false)).isNull();
    assertThat(mailbox.offer(new Item(2, 1))).isEqualTo(Offer.UNATTENDED);
  }

  @Test
  void tasksRunOneAfterAnotherOnPlatformThreadsToo() throws Exception {
    AtomicInteger sum = new AtomicInteger();
    AtomicInteger atOnce = new AtomicInteger();
    try (Callbacks callbacks = Callbacks.onPlatformThreads("serial-test")) {
      var tasks = new SerialTasks(callbacks);
      var done = new CountDownLatch(1_000);
      for (int i = 0; i < 1_000; i++) {
        tasks.add(() -> {
          sum.addAndGet(atOnce.incrementAndGet());
          atOnce.decrementAndGet();
          done.countDown();
        });
      }

      done.await();
      assertThat(sum).hasValue(1_000);
    }
  }

  @Test
  void whoWaitsIsToldOnceForAllThatWasAdded() throws Exception {
    Mailbox<Item> mailbox = new Mailbox<>(0, 0, true);
    List<Item> taken = new CopyOnWriteArrayList<>();
    Thread taker =
        new Thread(
            () -> {
              try {
                for (Item item = mailbox.take(true); item != null; item = mailbox.take(true)) {
                  taken.add(item);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "taker");
    taker.start();
    Await.until("it waits", PATIENCE, () -> taker.getState() == Thread.State.WAITING);

    assertThat(mailbox.offer(new Item(0, 1))).isEqualTo(Offer.TO_BE_TOLD);
    assertThat(mailbox.offer(new Item(1, 1))).isEqualTo(Offer.TAKEN);
    assertThat(taken).isEmpty();
    mailbox.wake();

    Await.until("both are taken", PATIENCE, () -> taken.size() == 2);
    mailbox.close(true);
    taker.join();
  }

  @Test
  void whoAttendsTakesItemsInTheirOrderAndTheFiguresAreRightMeanwhile() throws Exception {
    var random = Seed.random("attended-mailbox");
    var mailbox = new Mailbox<Item>(500, 20_000, false);
    Queue<Item> model = new ArrayDeque<>();
    long modelBytes = 0;
    for (int i = 0; i < 50_000; i++) {
      if (random.nextInt(100) < 51) {
        Item item = new Item(i, random.nextInt(100));
        boolean fits = model.size() < 500 && modelBytes + item.weightBytes() <= 20_000;
        assertThat(mailbox.offer(item))
            .isIn(
                fits
                    ? List.of(Offer.TAKEN, Offer.UNATTENDED)
                    : List.of(Offer.DROPPED, Offer.DROPPED_FIRST));
        if (fits) {
          model.add(item);
          modelBytes += item.weightBytes();
        }
      } else {
        Item expected = model.poll();
        assertThat(mailbox.take(false)).isEqualTo(expected);
        modelBytes -= expected == null ? 0 : expected.weightBytes();
      }
      assertThat(mailbox.counts().items()).isEqualTo(model.size());
      assertThat(mailbox.counts().bytes()).isEqualTo(modelBytes);
    }
    assertThat(mailbox.counts().dropped()).isPositive();
  }

  @Test
  void seriesOfDropsIsOverWhenTheMailboxIsHalfEmpty() throws Exception {
    var mailbox = new Mailbox<Item>(10, 0, false);
    for (int i = 0; i < 10; i++) {
      mailbox.offer(new Item(i, 1));
    }
    assertThat(mailbox.offer(new Item(10, 1))).isEqualTo(Offer.DROPPED_FIRST);
    mailbox.take(false);
    mailbox.offer(new Item(11, 1));
    assertThat(mailbox.offer(new Item(12, 1))).isEqualTo(Offer.DROPPED);
    for (int i = 0; i < 10; i++) {
      mailbox.take(false);
    }
    for (int i = 0; i < 10; i++) {
      mailbox.offer(new Item(i, 1));
    }

    assertThat(mailbox.offer(new Item(13, 1))).isEqualTo(Offer.DROPPED_FIRST);
  }

  @Test
  void restOfABatchIsForgottenWhenTheMailboxIsClosedSo() throws Exception {
    var mailbox = new Mailbox<Item>(0, 0, false);
    for (int i = 0; i < 3; i++) {
      mailbox.offer(new Item(i, 1));
    }
    assertThat(mailbox.take(false)).isEqualTo(new Item(0, 1));

    mailbox.close(true);

    assertThat(mailbox.counts().items()).isZero();
    assertThat(mailbox.take(true)).isNull();
    assertThat(mailbox.awaitEmpty(1)).isTrue();
  }

  @Test
  void mailboxIsEmptyOnlyWhenTheLastItemIsDone() throws Exception {
    var mailbox = new Mailbox<Item>(0, 0, false);
    mailbox.offer(new Item(0, 1));
    mailbox.offer(new Item(1, 1));
    mailbox.take(false);
    assertThat(mailbox.awaitEmpty(1)).isFalse();
    mailbox.take(false);
    assertThat(mailbox.awaitEmpty(1)).isFalse();

    assertThat(mailbox.take(false)).isNull();
    assertThat(mailbox.awaitEmpty(1)).isTrue();
  }
}
