package io.nuncio.server.snapshot;

/// The server did not answer in time, or has stopped.
public final class SnapshotException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// @param message a sentence
  public SnapshotException(String message) {
    super(message);
  }
}
