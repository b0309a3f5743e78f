package io.nuncio.server.connection;

/// How far a [Connection] is on its way to the end.
enum ConnectionState {
  /// It is read, and written to.
  OPEN,
  /// What was written before is still to be taken.
  CLOSING,
  /// Nothing is left of it.
  CLOSED
}
