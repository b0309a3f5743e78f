package io.nuncio.bench.wire;

/// A server delivered something else than was published: no number counts any more.
public final class WrongBytesException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// @param message what was expected, what came, and where
  public WrongBytesException(String message) {
    super(message);
  }
}
