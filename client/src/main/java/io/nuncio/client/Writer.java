package io.nuncio.client;

import io.nuncio.client.transport.MonotonicClock;
import io.nuncio.client.transport.OutBuffer;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Sends what callers have put into the buffer, one write for all that is there. While it waits it
/// keeps the time: it pings the server and ends requests that took too long.
final class Writer {
  private final ClientConnection connection;
  private final OutBuffer out;
  private final MonotonicClock clock;
  private final long pingNanos;
  private final int maxPingsOut;
  private final AtomicInteger pingsOut = new AtomicInteger();
  private volatile long nextPingNanos;

  Writer(ClientConnection connection, OptionValues options, MonotonicClock clock) {
    this.connection = connection;
    this.out = connection.out();
    this.clock = clock;
    this.pingNanos = Waits.nanos(options.pingInterval);
    this.maxPingsOut = options.maxPingsOut;
    freshLink();
  }

  /// Begins to count pings anew.
  void freshLink() {
    pingsOut.set(0);
    nextPingNanos = clock.nanos() + pingNanos;
  }

  /// Runs until the buffer is closed and empty.
  void write() {
    try {
      while (true) {
        int length = out.take(earlier(nextPingNanos, connection.requests().nextDeadline()));
        if (length == OutBuffer.END) {
          return;
        }
        if (length > 0) {
          send(length);
        }
        keepTime();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// The earlier of two times, of which the second may be never.
  private static long earlier(long a, long b) {
    return b == Long.MAX_VALUE || a - b < 0 ? a : b;
  }

  private void send(int length) {
    @Nullable Link link = connection.lifeline().link();
    if (link == null || link.epoch() != out.takenFor()) {
      return; // that connection is over, and what was for it is lost
    }
    try {
      link.endpoint().write(out.taken(), 0, length);
    } catch (IOException e) {
      link.close(); // the reader finds that out, and says so
    }
  }

  private void keepTime() {
    long now = clock.nanos();
    connection.requests().expire(now);
    if (nextPingNanos - now > 0) {
      return;
    }
    nextPingNanos = now + pingNanos;
    Link link = connection.lifeline().link();
    if (link == null) {
      return;
    }
    if (pingsOut.incrementAndGet() > maxPingsOut) {
      connection.report(new IOException(link.address() + " does not answer pings"));
      link.close();
    } else {
      connection.counters().pings.increment();
      boolean ignored = out.ping(() -> pingsOut.set(0), () -> {});
    }
  }
}
