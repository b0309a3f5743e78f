package io.nuncio.embedded;

import java.util.List;

/// A server could not start. The message is all sentences about why, a line each; no secrets are in
/// them.
public final class EmbeddedNatsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EmbeddedNatsException(List<String> problems) {
    super(String.join("\n", problems));
  }

  EmbeddedNatsException(String problem, Throwable cause) {
    super(problem, cause);
  }

  /// What to mend, one or more.
  public List<String> problems() {
    return String.valueOf(getMessage()).lines().toList();
  }
}
