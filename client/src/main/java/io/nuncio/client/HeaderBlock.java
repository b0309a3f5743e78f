package io.nuncio.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/// The header block of a received message: `NATS/1.0[ status[ text]]`, then lines of names and
/// values. Lines that make no sense are skipped, as other clients' messages must not break this
/// one.
///
/// @param status null unless the first line has one
record HeaderBlock(Headers headers, @Nullable Status status) {
  private static final int STATUS_DIGITS = 3;

  static HeaderBlock parse(byte[] block) {
    String text = new String(block, UTF_8);
    Headers headers = new Headers();
    int lineEnd = end(text, 0);
    Status status = status(text.substring(0, lineEnd));
    int at = lineEnd + 2;
    while (at < text.length()) {
      lineEnd = end(text, at);
      int colon = text.indexOf(':', at);
      if (colon > at && colon < lineEnd) {
        add(headers, text.substring(at, colon), text.substring(colon + 1, lineEnd).strip());
      }
      at = lineEnd + 2;
    }
    return new HeaderBlock(headers, status);
  }

  private static int end(String text, int from) {
    int end = text.indexOf("\r\n", from);
    return end < 0 ? text.length() : end;
  }

  private static void add(Headers headers, String name, String value) {
    try {
      headers.add(name, value);
    } catch (IllegalArgumentException notAHeader) {
      // skipped, as said above
    }
  }

  private static @Nullable Status status(String firstLine) {
    if (!firstLine.startsWith(Headers.VERSION)) {
      return null;
    }
    String rest = firstLine.substring(Headers.VERSION.length()).strip();
    if (rest.length() < STATUS_DIGITS) {
      return null;
    }
    int code = 0;
    for (int i = 0; i < STATUS_DIGITS; i++) {
      int digit = rest.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return null;
      }
      code = code * 10 + digit;
    }
    return new Status(code, rest.substring(STATUS_DIGITS).strip());
  }
}
