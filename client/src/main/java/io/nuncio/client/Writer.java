package io.nuncio.client;

import io.nuncio.client.transport.MonotonicClock;
import io.nuncio.client.transport.OutBuffer;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Sends what callers have put into the buffer, one write for all that is there. While it waits it
/// keeps the time: it pings the server and ends requests that took too long.
///
/// Writing can wait for a server that takes nothing, and then nothing else is done here: the reader
/// looks after that, by [#lookAfter].
final class Writer {
  /// As much as the JDK hands to the system at once.
  private static final int MOST_WRITE_BYTES = 128 * 1024;

  private final ClientConnection connection;
  private final OutBuffer out;
  private final MonotonicClock clock;
  private final long pingNanos;
  private final int maxPingsOut;
  private final long writeNanos;

  /// When the write that goes on began; 0 for none.
  private volatile long writingSince;

  private final AtomicInteger pingsOut = new AtomicInteger();
  private volatile long nextPingNanos;

  Writer(ClientConnection connection, OptionValues options, MonotonicClock clock) {
    this.connection = connection;
    this.out = connection.out();
    this.clock = clock;
    this.pingNanos = Waits.nanos(options.pingInterval);
    this.maxPingsOut = options.maxPingsOut;
    this.writeNanos = Waits.nanos(options.socketWriteTimeout);
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
      byte[] bytes = out.taken();
      for (int from = 0; from < length; from += MOST_WRITE_BYTES) {
        writingSince = clock.nanos() | 1;
        link.endpoint().write(bytes, from, Math.min(MOST_WRITE_BYTES, length - from));
      }
      connection.statistics().incrementFlushCounter();
      connection.statistics().registerWrite(length);
    } catch (IOException e) {
      link.close(); // the reader finds that out, and says so
    } finally {
      writingSince = 0;
    }
  }

  /// Breaks the connection if the server has taken nothing for too long; does what else cannot wait
  /// until writing goes on. By the reader, now and then.
  void lookAfter() {
    long since = writingSince;
    if (since == 0) {
      return;
    }
    long now = clock.nanos();
    connection.requests().expire(now);
    Link link = connection.lifeline().link();
    if (link != null && now - since > writeNanos) {
      connection.listeners().socketWriteTimeout();
      connection
          .listeners()
          .exception(
              new IOException(
                  link.address()
                      + " has taken nothing for "
                      + TimeUnit.NANOSECONDS.toMillis(now - since)
                      + " ms"));
      link.close();
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
      connection.listeners().exception(new IOException(link.address() + " does not answer pings"));
      link.close();
    } else {
      connection.statistics().incrementPingCount();
      boolean ignored = out.ping(() -> pingsOut.set(0), null);
    }
  }
}
