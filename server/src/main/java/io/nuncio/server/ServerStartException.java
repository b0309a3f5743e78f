package io.nuncio.server;

/// A server could not start. The message says what was tried, why it failed and the way out.
public final class ServerStartException extends Exception {
  private static final long serialVersionUID = 1L;

  ServerStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
