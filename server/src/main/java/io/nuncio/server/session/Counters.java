package io.nuncio.server.session;

import io.nuncio.server.connection.ClosedReason;
import java.util.concurrent.atomic.LongAdder;

/// What went wrong with clients, counted since the start of the server. Safe from any thread; not
/// for the message path.
public final class Counters {
  private final LongAdder slowConsumersPending = new LongAdder();
  private final LongAdder slowConsumersDeadline = new LongAdder();
  private final LongAdder staleConnections = new LongAdder();
  private final LongAdder stalls = new LongAdder();
  private final LongAdder authFailures = new LongAdder();
  private final LongAdder authDelays = new LongAdder();
  private final LongAdder faults = new LongAdder();

  /// Nothing yet.
  Counters() {}

  /// A connection has ended.
  void onClosed(ClosedReason reason) {
    switch (reason) {
      case SLOW_CONSUMER_PENDING_BYTES, SLOW_CONSUMER_MEMORY_BUDGET ->
          slowConsumersPending.increment();
      case SLOW_CONSUMER_WRITE_DEADLINE -> slowConsumersDeadline.increment();
      case STALE_CONNECTION -> staleConnections.increment();
      case INTERNAL_ERROR -> faults.increment();
      default -> {
        // Nothing went wrong that is counted here.
      }
    }
  }

  /// A publisher was slowed.
  void onStall() {
    stalls.increment();
  }

  /// A client was not let in.
  void onAuthFailure() {
    authFailures.increment();
  }

  /// A client had to wait for its check, or for the answer, because of others from its address.
  void onAuthDelay() {
    authDelays.increment();
  }

  /// Clients cut because too much was pending.
  public long slowConsumersPending() {
    return slowConsumersPending.sum();
  }

  /// Clients cut because they took nothing for too long.
  public long slowConsumersDeadline() {
    return slowConsumersDeadline.sum();
  }

  /// Clients cut because they did not answer.
  public long staleConnections() {
    return staleConnections.sum();
  }

  /// How often publishers were slowed.
  public long stalls() {
    return stalls.sum();
  }

  /// Clients that were refused, or did not present in time what they had to.
  public long authFailures() {
    return authFailures.sum();
  }

  /// How many clients had to wait for their check or for the answer.
  public long authDelays() {
    return authDelays.sum();
  }

  /// Connections ended by a defect of the server.
  public long faults() {
    return faults.sum();
  }
}
