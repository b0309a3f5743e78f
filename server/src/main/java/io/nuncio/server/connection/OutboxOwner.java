package io.nuncio.server.connection;

/// Told by an [Outbox] what it needs, by whichever loop flushed it and outside its lock.
interface OutboxOwner {
  /// The peer did not take everything: drain when it can take more.
  void onDrainWanted(int callingLoop);

  /// The outbox has closed itself.
  void onOutboxFailed(ClosedReason reason);
}
