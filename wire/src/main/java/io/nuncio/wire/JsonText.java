package io.nuncio.wire;

/// Strings as JSON has them, escaped as Go's encoder does: `<`, `>` and `&` too, so that what
/// others see is byte for byte what the reference server sends.
public final class JsonText {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private JsonText() {}

  /// Appends `value` in quotes.
  public static void quote(String value, StringBuilder text) {
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
        case '<', '>', '&', '\u2028', '\u2029' -> escape(c, text);
        default -> {
          if (c < ' ') {
            escape(c, text);
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }

  private static void escape(char c, StringBuilder text) {
    text.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      text.append(HEX[(c >> shift) & 15]);
    }
  }
}
