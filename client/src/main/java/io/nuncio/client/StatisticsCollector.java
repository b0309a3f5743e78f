package io.nuncio.client;

/// Counts what a connection does, instead of the connection itself. Called by many threads at a
/// time, and for every message: it must be fast, and must not throw.
public interface StatisticsCollector extends Statistics {
  /// Called once with true, when the connection begins.
  void setAdvancedTracking(boolean trackAdvanced);

  void incrementPingCount();

  void incrementReconnects();

  void incrementDroppedCount();

  void incrementOkCount();

  void incrementErrCount();

  void incrementExceptionCount();

  void incrementRequestsSent();

  void incrementRepliesReceived();

  /// Never called: a reply that comes after another counts as an orphan.
  void incrementDuplicateRepliesReceived();

  void incrementOrphanRepliesReceived();

  /// A message was received.
  ///
  /// @param bytes of headers and payload
  default void incrementIn(long bytes) {
    incrementInMsgs();
    incrementInBytes(bytes);
  }

  /// A message was published.
  ///
  /// @param bytes of headers and payload
  default void incrementOut(long bytes) {
    incrementOutMsgs();
    incrementOutBytes(bytes);
  }

  void incrementInMsgs();

  void incrementOutMsgs();

  void incrementInBytes(long bytes);

  void incrementOutBytes(long bytes);

  void incrementFlushCounter();

  void incrementOutstandingRequests();

  void decrementOutstandingRequests();

  /// So many bytes were read at once. Never called: reads are not counted.
  void registerRead(long bytes);

  /// So many bytes were written at once.
  void registerWrite(long bytes);
}
