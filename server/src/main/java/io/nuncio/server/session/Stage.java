package io.nuncio.server.session;

import io.nuncio.server.connection.ClosedReason;

/// Something to be found out about a client before it is served. Confined to the event loop of its
/// connection.
interface Stage {
  /// Handles what is complete in `buffer[from, to)`, and lets the next stage or the session handle
  /// the rest.
  ///
  /// @return the index of the first byte not handled; it and what follows are presented again
  int onBytes(byte[] buffer, int from, int to);

  /// The connection has ended in this stage.
  ///
  /// @return why, as this stage sees it
  ClosedReason onClosed(ClosedReason reason);
}
