package io.nuncio.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// What a message costs in garbage once the buffers have their size.
@SuppressWarnings("try") // close can be interrupted
class AllocationTest {
  private static final int MESSAGES = 50_000;
  private static final int ROUNDS = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void publisherAllocatesNextToNothing() throws Exception {
    try (TestServer server = TestServer.start();
        Connection nc = server.connect()) {
      byte[] body = new byte[64];
      publish(nc, body);
      nc.flush(PATIENCE);

      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < ROUNDS; i++) {
        publish(nc, body);
      }
      long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;

      System.out.printf("publishing %,d messages allocated %,d bytes%n", ROUNDS * MESSAGES, bytes);
      // Waiting for the lock, or for the server, allocates a node now and then; the two buffers may
      // still grow to 1 MiB each, where the smallest object for each message would make 16 MB.
      assertThat(bytes).isLessThan(3 * 1024 * 1024);
      nc.flush(PATIENCE);
    }
  }

  @Test
  void readerAllocatesTheMessageAndItsBytesOnly() throws Exception {
    try (TestServer server = TestServer.start();
        Connection nc = Nats.connect(server.options().connectionName("counted").build())) {
      Subscription subscription = nc.subscribe("some.*");
      byte[] body = new byte[64];
      receive(nc, subscription, body);

      long before = THREADS.getThreadAllocatedBytes(readerId());
      receive(nc, subscription, body);
      long bytes = THREADS.getThreadAllocatedBytes(readerId()) - before;

      System.out.printf("receiving %,d messages allocated %,d bytes%n", MESSAGES, bytes);
      // 80 bytes for the array, 40 for the message; the ring grows now and then.
      assertThat(bytes / MESSAGES).isLessThan(160);
    }
  }

  private static long readerId() {
    return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
        .filter(thread -> thread != null && thread.getThreadName().equals("nuncio-counted-reader"))
        .mapToLong(ThreadInfo::getThreadId)
        .findFirst()
        .orElseThrow();
  }

  private static void receive(Connection nc, Subscription subscription, byte[] body)
      throws Exception {
    publish(nc, body);
    for (int i = 0; i < MESSAGES; i++) {
      Message message = subscription.nextMessage(PATIENCE);
      assertThat(message == null).isFalse();
    }
  }

  private static void publish(Connection nc, byte[] body) {
    for (int i = 0; i < MESSAGES; i++) {
      nc.publish("some.subject", body);
    }
  }
}
