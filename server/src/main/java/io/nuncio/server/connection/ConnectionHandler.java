package io.nuncio.server.connection;

/// What gives a connection's bytes their meaning. Called on the connection's loop.
public interface ConnectionHandler {
  /// The peer's turn begins: [#onBytes] is called next, perhaps several times, for the bytes of one
  /// buffer from its front to its end.
  default void onRead() {}

  /// Handles what is complete in `buffer[from, to)`, which is valid only during the call. The
  /// inside of a large operation may be lacking: see [LoopInput#complete].
  ///
  /// @return the index of the first byte not handled; it and what follows are presented again
  int onBytes(byte[] buffer, int from, int to);

  /// How many bytes the operation had that was handled last; 0 if there was none.
  int handledBytes();

  /// After [#onBytes]: how many bytes the operation has in all that was left unhandled; 0 if that
  /// is not known yet.
  int unfinishedBytes();

  /// The connection has ended; nothing that is written from now on arrives, except what was staged
  /// before.
  void onClosed(ClosedReason reason);

  /// This class or what it calls has a defect: `fault` escaped from it. The connection ends.
  void onFault(Throwable fault);
}
