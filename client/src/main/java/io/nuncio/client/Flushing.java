package io.nuncio.client;

import io.nuncio.client.transport.MonotonicClock;
import io.nuncio.client.transport.OutBuffer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Waits until what was published is where it was to go. Any thread may wait.
final class Flushing {
  private final OutBuffer out;
  private final MonotonicClock clock;

  Flushing(OutBuffer out, MonotonicClock clock) {
    this.out = out;
    this.clock = clock;
  }

  /// Waits until the server has handled everything; see [Connection#flush].
  void flush(@Nullable Duration timeout) throws TimeoutException, InterruptedException {
    long lost = out.takeUntoldLoss();
    if (lost > 0) {
      throw new TimeoutException(
          "the connection broke since the last flush: up to "
              + lost
              + " messages that had been handed to it may not have arrived");
    }
    ping(timeout);
  }

  /// The same, without an exception.
  ///
  /// @return whether it was in time
  boolean flushed(@Nullable Duration timeout) throws InterruptedException {
    try {
      flush(timeout);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private void ping(@Nullable Duration timeout) throws TimeoutException, InterruptedException {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    if (!out.ping(() -> answer.complete(true), () -> answer.complete(false))) {
      throw new IllegalStateException("the connection is closed");
    }
    try {
      if (answer.get(Waits.nanos(timeout), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a ping cannot fail", e);
    } catch (TimeoutException e) {
      throw new TimeoutException("the server did not answer a ping in time");
    }
    throw new TimeoutException(
        "the connection broke before the server had answered: what was published since the last"
            + " flush may not have arrived");
  }

  /// The time that a ping and its answer take.
  Duration roundTrip(Duration timeout) throws IOException {
    long before = clock.nanos();
    try {
      ping(timeout);
      return Duration.ofNanos(clock.nanos() - before);
    } catch (TimeoutException e) {
      throw new IOException(e.getMessage(), e);
    } catch (InterruptedException e) {
      throw interrupted("the server's answer");
    }
  }

  /// Waits until everything is with the network.
  void awaitWritten() throws IOException {
    try {
      if (!out.awaitWritten()) {
        throw new IOException("the connection broke before everything had been sent");
      }
    } catch (InterruptedException e) {
      throw interrupted("the network");
    }
  }

  private static IOException interrupted(String waitedFor) {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while waiting for " + waitedFor);
  }
}
