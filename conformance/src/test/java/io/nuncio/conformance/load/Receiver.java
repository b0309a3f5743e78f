package io.nuncio.conformance.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.Await;
import io.nuncio.testkit.Stopwatch;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Reads what comes for one client, and counts it, on a thread of its own.
final class Receiver implements AutoCloseable {
  /// Reads as fast as it comes.
  static final double AT_ONCE = Double.POSITIVE_INFINITY;

  private static final int BUFFER_BYTES = 256 << 10;
  private static final int PING_BYTES = "PING\r\n".length();
  private static final int MOST_PINGS = 4;

  private final LoadClient client;
  private final Background receiving;
  private volatile double bytesPerSecond;
  private final AtomicLong bytes = new AtomicLong();
  private volatile boolean ended;

  private Receiver(LoadClient client, double bytesPerSecond) {
    this.client = client;
    this.bytesPerSecond = bytesPerSecond;
    this.receiving = new Background("receiver", this::receive);
  }

  /// Begins.
  ///
  /// @param bytesPerSecond how fast to read
  static Receiver start(LoadClient client, double bytesPerSecond) {
    Receiver receiver = new Receiver(client, bytesPerSecond);
    receiver.receiving.start();
    return receiver;
  }

  private void receive() {
    ByteBuffer some = ByteBuffer.allocateDirect(BUFFER_BYTES);
    Stopwatch stopwatch = Stopwatch.started();
    for (int read = client.read(some); read >= 0; read = client.read(some.clear())) {
      double early = bytes.addAndGet(read) / bytesPerSecond - stopwatch.elapsed().toNanos() / 1e9;
      if (early > 0.001) {
        Await.pass(Duration.ofMillis((long) (early * 1000)));
      }
    }
    ended = true;
  }

  /// Reads as fast as it comes from now on.
  void hurry() {
    bytesPerSecond = AT_ONCE;
  }

  /// How many bytes have come.
  long bytes() {
    return bytes.get();
  }

  /// Whether the server has closed the connection.
  boolean isCut() {
    return ended;
  }

  /// Waits for `expected` bytes of messages; there may be a few `PING`s among them, and nothing
  /// else.
  void expectExactly(long expected, Duration limit) {
    Await.until("everything that was published", limit, () -> ended || bytes.get() >= expected);
    long more = bytes.get() - expected;
    assertThat(more).as("bytes too many").isBetween(0L, (long) MOST_PINGS * PING_BYTES);
    assertThat(more % PING_BYTES).as("bytes of something else than PINGs").isZero();
  }

  @Override
  public void close() {
    client.close();
    receiving.join();
  }
}
