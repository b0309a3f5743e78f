package io.nuncio.client;

import java.io.IOException;

/// A server does not accept who the client says it is. The message names the server and repeats its
/// words, never a token or a password. Trying the same again will not help.
public final class AuthenticationException extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param message what was refused, and by whom
  public AuthenticationException(String message) {
    super(message);
  }
}
