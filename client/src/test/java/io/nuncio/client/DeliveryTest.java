package io.nuncio.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.Await;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What happens between the reader and the application: limits, failures, draining.
@SuppressWarnings("try") // close can be interrupted
class DeliveryTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Queue<String> told = new ConcurrentLinkedQueue<>();

  private Options options(TestServer server) {
    return server
        .options()
        .errorListener(
            new ErrorListener() {
              @Override
              public void errorOccurred(Connection connection, String error) {
                told.add("error " + error);
              }

              @Override
              public void exceptionOccurred(Connection connection, Exception exception) {
                told.add("exception " + exception.getMessage());
              }

              @Override
              public void slowConsumerDetected(Connection connection, Consumer consumer) {
                told.add("slow");
              }
            })
        .build();
  }

  @Test
  void messagesBeyondTheLimitAreDroppedCountedAndToldOnce() throws Exception {
    try (TestServer server = TestServer.start();
        Connection nc = Nats.connect(options(server))) {
      Subscription slow = nc.subscribe("fast");
      slow.setPendingLimits(10, 0);
      for (int i = 0; i < 25; i++) {
        nc.publish("fast", null);
      }
      nc.flush(PATIENCE);

      assertThat(slow.getPendingMessageCount()).isEqualTo(10);
      assertThat(slow.getDroppedCount()).isEqualTo(15);
      Await.until("the listener is told", PATIENCE, () -> !told.isEmpty());
      assertThat(told).containsExactly("slow");
      assertThat(nc.getStatistics().getDroppedCount()).isEqualTo(15);
    }
  }

  @Test
  void handlerThatThrowsIsToldAndGoesOn() throws Exception {
    AtomicInteger handled = new AtomicInteger();
    try (TestServer server = TestServer.start();
        Connection nc = Nats.connect(options(server))) {
      nc.createDispatcher(
              message -> {
                if (handled.incrementAndGet() == 1) {
                  throw new IllegalStateException("the first is too much");
                }
              })
          .subscribe("a");
      nc.publish("a", null);
      nc.publish("a", null);

      Await.until("both are handled", PATIENCE, () -> handled.get() == 2);
      Await.until("one is told", PATIENCE, () -> !told.isEmpty());
      assertThat(told).containsExactly("exception the first is too much");
    }
  }

  @Test
  void drainedConnectionHasHandledEverythingAndIsClosed() throws Exception {
    AtomicInteger handled = new AtomicInteger();
    CountDownLatch go = new CountDownLatch(1);
    try (TestServer server = TestServer.start()) {
      Connection nc = Nats.connect(options(server));
      nc.createDispatcher(
              message -> {
                go.await();
                handled.incrementAndGet();
              })
          .subscribe("a");
      for (int i = 0; i < 100; i++) {
        nc.publish("a", null);
      }
      nc.flush(PATIENCE);

      CompletableFuture<Boolean> drained = nc.drain(PATIENCE);
      go.countDown();

      assertThat(drained.get()).isTrue();
      assertThat(handled).hasValue(100);
      assertThat(nc.getStatus()).isEqualTo(Connection.Status.CLOSED);
    }
  }

  @Test
  void drainedSubscriptionKeepsWhatArrivedAndTakesNoMore() throws Exception {
    try (TestServer server = TestServer.start();
        Connection nc = Nats.connect(options(server))) {
      Subscription subscription = nc.subscribe("a");
      nc.publish("a", null);
      nc.publish("a", null);
      CompletableFuture<Boolean> drained = subscription.drain(PATIENCE);
      Await.until("the interest has ended", PATIENCE, () -> !subscription.isActive());
      nc.publish("a", null);
      nc.flush(PATIENCE);

      assertThat(subscription.nextMessage(PATIENCE)).isNotNull();
      assertThat(drained).isNotDone();
      assertThat(subscription.nextMessage(PATIENCE)).isNotNull();
      assertThat(drained.get()).isTrue();
      assertThat(subscription.getPendingMessageCount()).isZero();
    }
  }

  @Test
  void unsubscribedDispatcherSubjectIsNotHandledAnyMore() throws Exception {
    AtomicInteger handled = new AtomicInteger();
    try (TestServer server = TestServer.start();
        Connection nc = Nats.connect(options(server))) {
      Dispatcher dispatcher =
          nc.createDispatcher(message -> handled.incrementAndGet()).subscribe("a");
      dispatcher.unsubscribe("a");
      nc.publish("a", null);
      nc.flush(PATIENCE);
      dispatcher.subscribe("b");
      nc.publish("b", null);

      Await.until("the second subject is handled", PATIENCE, () -> handled.get() > 0);
      assertThat(handled).hasValue(1);
    }
  }

  @Test
  void handlerThatWasInterruptedGetsTheNextMessageAllTheSame() throws Exception {
    AtomicInteger handled = new AtomicInteger();
    try (TestServer server = TestServer.start();
        Connection nc = server.connect()) {
      nc.createDispatcher(
              message -> {
                handled.incrementAndGet();
                Thread.currentThread().interrupt();
              })
          .subscribe("a");
      for (int i = 1; i <= 3; i++) {
        int expected = i;
        nc.publish("a", new byte[0]);
        Await.until("it is handled", Duration.ofSeconds(10), () -> handled.get() == expected);
      }
    }
  }
}
