package io.nuncio.wire;

/// Text that is not the JSON it should be. Carries no stack trace and none of the text, which may
/// hold credentials.
public final class JsonException extends Exception {
  private static final long serialVersionUID = 1L;

  JsonException(String expected, int position) {
    super("expected " + expected + " at byte " + position, null, false, false);
  }
}
