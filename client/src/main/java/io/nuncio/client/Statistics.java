package io.nuncio.client;

/// What a connection has done since it began.
public interface Statistics {
  /// How many pings were sent.
  long getPings();

  /// How often another connection followed one that broke.
  long getReconnects();

  /// How many messages did not fit where they were to wait.
  long getDroppedCount();

  /// How often the server said `+OK`.
  long getOKs();

  /// How often the server said `-ERR`.
  long getErrs();

  /// How many exceptions an [ErrorListener] was told of.
  long getExceptions();

  long getRequestsSent();

  long getRepliesReceived();

  /// Always 0: a reply that comes after another counts as an orphan.
  long getDuplicateRepliesReceived();

  /// How many replies came for which nobody waited any more.
  long getOrphanRepliesReceived();

  /// How often something was written to the network.
  long getFlushCounter();

  /// How many requests wait for their reply.
  long getOutstandingRequests();

  long getInMsgs();

  long getOutMsgs();

  /// How many bytes of headers and payload were received.
  long getInBytes();

  /// How many bytes of headers and payload were published.
  long getOutBytes();
}
