package io.nuncio.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/// Reads JSON (RFC 8259) from a slice of bytes, one value at a time; the caller says which type it
/// wants next. Nesting is limited to [#MAX_DEPTH], so that hostile input cannot exhaust the stack.
/// Bytes that are not UTF-8, and escaped lone surrogates, become U+FFFD, as in Go.
///
/// Confined to one thread; keeps the array until it is done.
public final class JsonReader {
  /// Deepest nesting of objects and arrays that is read.
  public static final int MAX_DEPTH = 512;

  private final byte[] buffer;
  private final int to;
  private int at;
  private boolean first;

  /// Reads `buffer[from, to)`.
  public JsonReader(byte[] buffer, int from, int to) {
    this.buffer = buffer;
    this.at = from;
    this.to = to;
  }

  /// Enters an object; then call [#nextKey] until it returns null.
  public void beginObject() throws JsonException {
    expect('{', "an object");
    first = true;
  }

  /// The next key of the object being read, or null at its end. The value must be read, or skipped,
  /// before the next call.
  public @Nullable String nextKey() throws JsonException {
    byte b = peek("a key or the end of the object");
    if (b == '}') {
      at++;
      first = false;
      return null;
    }
    if (!first) {
      expect(',', "a comma or the end of the object");
    }
    first = false;
    String key = string();
    expect(':', "a colon");
    return key;
  }

  /// Enters an array; then call [#nextElement] until it returns false.
  public void beginArray() throws JsonException {
    expect('[', "an array");
    first = true;
  }

  /// Whether the array being read has another element; it must be read, or skipped, before the next
  /// call.
  public boolean nextElement() throws JsonException {
    if (peek("an element or the end of the array") == ']') {
      at++;
      first = false;
      return false;
    }
    if (!first) {
      expect(',', "a comma or the end of the array");
    }
    first = false;
    return true;
  }

  /// Whether the next value is null; if so it is consumed.
  public boolean skipNull() throws JsonException {
    if (peek("a value") != 'n') {
      return false;
    }
    literal("null");
    return true;
  }

  /// Reads `true` or `false`.
  public boolean bool() throws JsonException {
    if (peek("true or false") == 't') {
      literal("true");
      return true;
    }
    literal("false");
    return false;
  }

  /// Reads a number without fraction or exponent that fits a `long`.
  public long integer() throws JsonException {
    peek("an integer");
    int from = at;
    skipNumber();
    String digits = new String(buffer, from, at - from, UTF_8);
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw new JsonException("an integer of 64 bits", from);
    }
  }

  /// Reads a string.
  public String string() throws JsonException {
    expect('"', "a string");
    int from = at;
    while (at < to && buffer[at] != '"' && buffer[at] != '\\' && !isControl(buffer[at])) {
      at++;
    }
    if (at < to && buffer[at] == '"') {
      return new String(buffer, from, at++ - from, UTF_8);
    }
    return escapedString(from);
  }

  private String escapedString(int from) throws JsonException {
    StringBuilder text = new StringBuilder();
    int plainFrom = from;
    while (at < to && !isControl(buffer[at])) {
      byte b = buffer[at];
      if (b == '"') {
        text.append(new String(buffer, plainFrom, at++ - plainFrom, UTF_8));
        return withoutLoneSurrogates(text);
      }
      at++;
      if (b == '\\') {
        text.append(new String(buffer, plainFrom, at - 1 - plainFrom, UTF_8));
        text.append(escape());
        plainFrom = at;
      }
    }
    throw new JsonException("the end of a string", at);
  }

  private char escape() throws JsonException {
    if (at == to) {
      throw new JsonException("an escape", at);
    }
    byte b = buffer[at++];
    return switch (b) {
      case '"', '\\', '/' -> (char) b;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hexEscape();
      default -> throw new JsonException("an escape", at - 1);
    };
  }

  private char hexEscape() throws JsonException {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = at < to ? Character.digit(buffer[at], 16) : -1;
      if (digit < 0) {
        throw new JsonException("four hexadecimal digits", at);
      }
      value = value * 16 + digit;
      at++;
    }
    return (char) value;
  }

  private static String withoutLoneSurrogates(StringBuilder text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        text.setCharAt(i, '\uFFFD');
      }
    }
    return text.toString();
  }

  /// Reads one value of any type and forgets it.
  public void skip() throws JsonException {
    skip(MAX_DEPTH);
  }

  /// Reads one value of any type, as it is written.
  public String raw() throws JsonException {
    peek("a value");
    int from = at;
    skip();
    return new String(buffer, from, at - from, UTF_8);
  }

  /// Reads one object and forgets it.
  public void skipObject() throws JsonException {
    if (peek("an object") != '{') {
      throw new JsonException("an object", at);
    }
    skip(MAX_DEPTH);
  }

  private void skip(int depth) throws JsonException {
    if (depth == 0) {
      throw new JsonException("nesting of at most " + MAX_DEPTH, at);
    }
    byte b = peek("a value");
    switch (b) {
      case '"' -> string();
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      case '{' -> skipMembers(depth);
      case '[' -> skipElements(depth);
      default -> skipNumber();
    }
  }

  private void skipMembers(int depth) throws JsonException {
    beginObject();
    while (nextKey() != null) {
      skip(depth - 1);
    }
  }

  private void skipElements(int depth) throws JsonException {
    expect('[', "an array");
    if (peek("a value or the end of the array") == ']') {
      at++;
      return;
    }
    while (true) {
      skip(depth - 1);
      if (peek("a comma or the end of the array") == ']') {
        at++;
        return;
      }
      expect(',', "a comma");
    }
  }

  private void skipNumber() throws JsonException {
    if (at < to && buffer[at] == '-') {
      at++;
    }
    if (at < to && buffer[at] == '0') {
      at++;
    } else {
      digits();
    }
    if (at < to && buffer[at] == '.') {
      at++;
      digits();
    }
    if (at < to && (buffer[at] | 0x20) == 'e') {
      at++;
      if (at < to && (buffer[at] == '+' || buffer[at] == '-')) {
        at++;
      }
      digits();
    }
  }

  private void digits() throws JsonException {
    int from = at;
    while (at < to && buffer[at] >= '0' && buffer[at] <= '9') {
      at++;
    }
    if (at == from) {
      throw new JsonException("a digit", at);
    }
  }

  /// Checks that nothing but white space follows.
  public void end() throws JsonException {
    skipWhiteSpace();
    if (at < to) {
      throw new JsonException("nothing more", at);
    }
  }

  private void literal(String word) throws JsonException {
    for (int i = 0; i < word.length(); i++) {
      if (at == to || buffer[at] != word.charAt(i)) {
        throw new JsonException(word, at);
      }
      at++;
    }
  }

  private void expect(char wanted, String what) throws JsonException {
    if (peek(what) != wanted) {
      throw new JsonException(what, at);
    }
    at++;
  }

  /// The next byte that is not white space.
  private byte peek(String what) throws JsonException {
    skipWhiteSpace();
    if (at == to) {
      throw new JsonException(what, at);
    }
    return buffer[at];
  }

  private void skipWhiteSpace() {
    while (at < to
        && (buffer[at] == ' ' || buffer[at] == '\t' || buffer[at] == '\r' || buffer[at] == '\n')) {
      at++;
    }
  }

  private static boolean isControl(byte b) {
    return b >= 0 && b < ' ';
  }
}
