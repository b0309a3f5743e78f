package io.nuncio.client;

/// A request was answered by the server itself, with a status instead of a reply.
public final class StatusException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final transient Status status;

  /// @param subject where the request went
  public StatusException(String subject, Status status) {
    super(subject + ": " + status.getMessageWithCode());
    this.status = status;
  }

  /// What the server said.
  public Status getStatus() {
    return status;
  }
}
