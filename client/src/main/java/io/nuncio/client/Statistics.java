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

  /// How many replies came for which nobody waited any more.
  long getOrphanRepliesReceived();

  /// How many requests wait for their reply.
  long getOutstandingRequests();

  long getInMsgs();

  long getOutMsgs();

  /// How many bytes of headers and payload were received.
  long getInBytes();

  /// How many bytes of headers and payload were published.
  long getOutBytes();
}
