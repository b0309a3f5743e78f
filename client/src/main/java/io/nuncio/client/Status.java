package io.nuncio.client;

/// What a server says in the first line of a message's headers instead of a payload.
public final class Status {
  /// The code for a request on a subject that nobody subscribes to.
  public static final int NO_RESPONDERS_CODE = 503;

  /// What [#getMessage] is for [#NO_RESPONDERS_CODE], as the server sends no text.
  public static final String NO_RESPONDERS_TEXT = "No Responders Available For Request";

  private final int code;
  private final String message;

  /// @param message the server's words; empty for those that belong to the code
  public Status(int code, String message) {
    this.code = code;
    this.message = message.isEmpty() && code == NO_RESPONDERS_CODE ? NO_RESPONDERS_TEXT : message;
  }

  /// Three digits, such as 503.
  public int getCode() {
    return code;
  }

  public String getMessage() {
    return message;
  }

  public String getMessageWithCode() {
    return code + " " + message;
  }

  /// Whether nobody subscribes to the subject of a request.
  public boolean isNoResponders() {
    return code == NO_RESPONDERS_CODE;
  }

  @Override
  public String toString() {
    return getMessageWithCode();
  }
}
