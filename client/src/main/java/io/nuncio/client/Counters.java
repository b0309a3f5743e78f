package io.nuncio.client;

import io.nuncio.client.transport.OutBuffer;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// Counts what a connection does; any thread adds, any thread asks.
final class Counters implements Statistics {
  final LongAdder pings = new LongAdder();
  final LongAdder reconnects = new LongAdder();
  final LongAdder dropped = new LongAdder();
  final LongAdder oks = new LongAdder();
  final LongAdder errors = new LongAdder();
  final LongAdder exceptions = new LongAdder();
  final LongAdder requests = new LongAdder();
  final LongAdder replies = new LongAdder();
  final LongAdder orphans = new LongAdder();
  final LongAdder messagesIn = new LongAdder();
  final LongAdder bytesIn = new LongAdder();
  private final OutBuffer out;
  private final LongSupplier outstanding;

  /// @param outstanding how many requests wait
  Counters(OutBuffer out, LongSupplier outstanding) {
    this.out = out;
    this.outstanding = outstanding;
  }

  @Override
  public long getPings() {
    return pings.sum();
  }

  @Override
  public long getReconnects() {
    return reconnects.sum();
  }

  @Override
  public long getDroppedCount() {
    return dropped.sum();
  }

  @Override
  public long getOKs() {
    return oks.sum();
  }

  @Override
  public long getErrs() {
    return errors.sum();
  }

  @Override
  public long getExceptions() {
    return exceptions.sum();
  }

  @Override
  public long getRequestsSent() {
    return requests.sum();
  }

  @Override
  public long getRepliesReceived() {
    return replies.sum();
  }

  @Override
  public long getOrphanRepliesReceived() {
    return orphans.sum();
  }

  @Override
  public long getOutstandingRequests() {
    return outstanding.getAsLong();
  }

  @Override
  public long getInMsgs() {
    return messagesIn.sum();
  }

  @Override
  public long getOutMsgs() {
    return out.messages();
  }

  @Override
  public long getInBytes() {
    return bytesIn.sum();
  }

  @Override
  public long getOutBytes() {
    return out.messageBytes();
  }
}
