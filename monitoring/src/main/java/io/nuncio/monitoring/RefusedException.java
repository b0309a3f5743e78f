package io.nuncio.monitoring;

/// A request that is answered by a status other than 200 and a sentence.
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;

  /// @param message what the client is told
  RefusedException(int status, String message) {
    super(message);
    this.status = status;
  }

  /// Something in the request cannot be understood.
  static RefusedException bad(String message) {
    return new RefusedException(400, message);
  }

  int status() {
    return status;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
