package io.nuncio.client;

import io.nuncio.client.RequestTable.Pending;
import io.nuncio.client.transport.MonotonicClock;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Sends requests, and waits for their replies. Any thread may ask.
final class Requests {
  private final RequestTable table;
  private final Publisher publisher;
  private final Interceptors interceptors;
  private final StatisticsCollector statistics;
  private final MonotonicClock clock;
  private final Duration usualTimeout;

  Requests(
      RequestTable table,
      Publisher publisher,
      OptionValues options,
      StatisticsCollector statistics,
      MonotonicClock clock) {
    this.table = table;
    this.publisher = publisher;
    this.interceptors = options.interceptors();
    this.statistics = statistics;
    this.clock = clock;
    this.usualTimeout = options.requestTimeout;
  }

  /// Asks for a reply that comes later.
  CompletableFuture<Message> later(
      String subject,
      @Nullable Headers headers,
      byte @Nullable [] body,
      @Nullable Duration timeout) {
    long deadline = clock.nanos() + nanos(timeout);
    return interceptors.none()
        ? ask(subject, headers, body, deadline).reply()
        : interceptors.request(
            subject, headers, sent -> ask(subject, sent, body, deadline).reply());
  }

  /// Asks, and waits.
  ///
  /// @return null for no reply
  @Nullable Message now(
      String subject, @Nullable Headers headers, byte @Nullable [] body, @Nullable Duration timeout)
      throws InterruptedException {
    long limit = nanos(timeout);
    if (!interceptors.none()) {
      return wait(later(subject, headers, body, timeout), limit);
    }
    Pending pending = ask(subject, headers, body, Long.MAX_VALUE);
    try {
      return wait(pending.reply(), limit);
    } finally {
      table.remove(pending);
    }
  }

  private static @Nullable Message wait(CompletableFuture<Message> reply, long nanos)
      throws InterruptedException {
    try {
      Message message = reply.get(nanos, TimeUnit.NANOSECONDS);
      return RequestTable.saysNoResponders(message) ? null : message;
    } catch (TimeoutException | CancellationException | ExecutionException none) {
      return null;
    }
  }

  private long nanos(@Nullable Duration timeout) {
    return Waits.nanos(timeout == null ? usualTimeout : timeout);
  }

  private Pending ask(
      String subject, @Nullable Headers headers, byte @Nullable [] body, long deadlineNanos) {
    Subjects.check(subject);
    Pending pending = table.add(subject, deadlineNanos);
    try {
      publisher.publish(subject, table.replySubject(pending), headers, body);
      statistics.incrementRequestsSent();
    } catch (RuntimeException e) {
      table.remove(pending);
      throw e;
    }
    return pending;
  }
}
