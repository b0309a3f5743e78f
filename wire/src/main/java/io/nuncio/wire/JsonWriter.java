package io.nuncio.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Writes one flat JSON object, escaping as Go's encoder does (`<`, `>` and `&` too), so that what
/// clients see is byte for byte what the reference server sends.
public final class JsonWriter {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder text = new StringBuilder(512).append('{');

  /// Begins an object without fields.
  public JsonWriter() {}

  /// Adds a string.
  public JsonWriter field(String key, String value) {
    key(key);
    quote(value);
    return this;
  }

  /// Adds a number.
  public JsonWriter field(String key, long value) {
    key(key);
    text.append(value);
    return this;
  }

  /// Adds a boolean.
  public JsonWriter field(String key, boolean value) {
    key(key);
    text.append(value);
    return this;
  }

  /// Adds a boolean if it is true.
  public JsonWriter fieldIfTrue(String key, boolean value) {
    return value ? field(key, true) : this;
  }

  /// Adds a string if it is not empty.
  public JsonWriter fieldIfNotEmpty(String key, String value) {
    return value.isEmpty() ? this : field(key, value);
  }

  /// The object, complete.
  @Override
  public String toString() {
    return text + "}";
  }

  /// The object, complete, as UTF-8.
  public byte[] toBytes() {
    return toString().getBytes(UTF_8);
  }

  private void key(String key) {
    if (text.length() > 1) {
      text.append(',');
    }
    quote(key);
    text.append(':');
  }

  private void quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        case '\b' -> text.append("\\b");
        case '\f' -> text.append("\\f");
        case '<', '>', '&', '\u2028', '\u2029' -> escape(c);
        default -> {
          if (c < ' ') {
            escape(c);
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }

  private void escape(char c) {
    text.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      text.append(HEX[(c >> shift) & 15]);
    }
  }
}
