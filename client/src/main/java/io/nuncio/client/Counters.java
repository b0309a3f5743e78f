package io.nuncio.client;

import java.util.concurrent.atomic.LongAdder;

/// Counts what a connection does; any thread adds, any thread asks.
final class Counters implements StatisticsCollector {
  private final LongAdder pings = new LongAdder();
  private final LongAdder reconnects = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder oks = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final LongAdder exceptions = new LongAdder();
  private final LongAdder requests = new LongAdder();
  private final LongAdder replies = new LongAdder();
  private final LongAdder duplicates = new LongAdder();
  private final LongAdder orphans = new LongAdder();
  private final LongAdder outstanding = new LongAdder();
  private final LongAdder flushes = new LongAdder();
  private final LongAdder messagesIn = new LongAdder();
  private final LongAdder bytesIn = new LongAdder();
  private final LongAdder messagesOut = new LongAdder();
  private final LongAdder bytesOut = new LongAdder();

  @Override
  public void setAdvancedTracking(boolean trackAdvanced) {
    // everything is counted
  }

  @Override
  public void registerRead(long bytes) {
    // counted by message
  }

  @Override
  public void registerWrite(long bytes) {
    // counted by message
  }

  @Override
  public void incrementPingCount() {
    pings.increment();
  }

  @Override
  public long getPings() {
    return pings.sum();
  }

  @Override
  public void incrementReconnects() {
    reconnects.increment();
  }

  @Override
  public long getReconnects() {
    return reconnects.sum();
  }

  @Override
  public void incrementDroppedCount() {
    dropped.increment();
  }

  @Override
  public long getDroppedCount() {
    return dropped.sum();
  }

  @Override
  public void incrementOkCount() {
    oks.increment();
  }

  @Override
  public long getOKs() {
    return oks.sum();
  }

  @Override
  public void incrementErrCount() {
    errors.increment();
  }

  @Override
  public long getErrs() {
    return errors.sum();
  }

  @Override
  public void incrementExceptionCount() {
    exceptions.increment();
  }

  @Override
  public long getExceptions() {
    return exceptions.sum();
  }

  @Override
  public void incrementRequestsSent() {
    requests.increment();
  }

  @Override
  public long getRequestsSent() {
    return requests.sum();
  }

  @Override
  public void incrementRepliesReceived() {
    replies.increment();
  }

  @Override
  public long getRepliesReceived() {
    return replies.sum();
  }

  @Override
  public void incrementDuplicateRepliesReceived() {
    duplicates.increment();
  }

  @Override
  public long getDuplicateRepliesReceived() {
    return duplicates.sum();
  }

  @Override
  public void incrementOrphanRepliesReceived() {
    orphans.increment();
  }

  @Override
  public long getOrphanRepliesReceived() {
    return orphans.sum();
  }

  @Override
  public void incrementFlushCounter() {
    flushes.increment();
  }

  @Override
  public long getFlushCounter() {
    return flushes.sum();
  }

  @Override
  public void incrementOutstandingRequests() {
    outstanding.increment();
  }

  @Override
  public long getOutstandingRequests() {
    return outstanding.sum();
  }

  @Override
  public void incrementInMsgs() {
    messagesIn.increment();
  }

  @Override
  public long getInMsgs() {
    return messagesIn.sum();
  }

  @Override
  public void incrementOutMsgs() {
    messagesOut.increment();
  }

  @Override
  public long getOutMsgs() {
    return messagesOut.sum();
  }

  @Override
  public void decrementOutstandingRequests() {
    outstanding.decrement();
  }

  @Override
  public void incrementInBytes(long bytes) {
    bytesIn.add(bytes);
  }

  @Override
  public long getInBytes() {
    return bytesIn.sum();
  }

  @Override
  public void incrementOutBytes(long bytes) {
    bytesOut.add(bytes);
  }

  @Override
  public long getOutBytes() {
    return bytesOut.sum();
  }
}
