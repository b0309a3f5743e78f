package io.nuncio.config.conf;

/// A place in the text of one file that only moves forward, and knows its line and column.
final class Cursor {
  /// What [#peek()] says behind the last character. A real NUL is told from it by [#atEnd()].
  static final char END = 0;

  private final ConfSource source;
  private final String text;
  private int offset;
  private int line = 1;
  private int column = 1;

  Cursor(ConfSource source) {
    this.source = source;
    this.text = source.text();
  }

  boolean atEnd() {
    return offset >= text.length();
  }

  char peek() {
    return peek(0);
  }

  char peek(int ahead) {
    int at = offset + ahead;
    return at < text.length() ? text.charAt(at) : END;
  }

  /// Goes one character on; harmless at the end.
  char advance() {
    if (atEnd()) {
      return END;
    }
    char c = text.charAt(offset++);
    if (c == '\n') {
      line++;
      column = 1;
    } else if (!completesSurrogatePair(c)) {
      column++;
    }
    return c;
  }

  void advance(int count) {
    for (int i = 0; i < count; i++) {
      advance();
    }
  }

  int offset() {
    return offset;
  }

  Position position() {
    return new Position(source.file(), line, column);
  }

  /// The characters from `from` up to here.
  String since(int from) {
    return text.substring(from, offset);
  }

  /// Where `c` comes next, or -1 if it does not come before the line ends.
  int distanceInLine(char c) {
    for (int at = offset; at < text.length() && !endsLine(text.charAt(at)); at++) {
      if (text.charAt(at) == c) {
        return at - offset;
      }
    }
    return -1;
  }

  void skipBlanks() {
    while (isBlank(peek())) {
      advance();
    }
  }

  void skipSpace() {
    while (isSpace(peek())) {
      advance();
    }
  }

  boolean atComment() {
    return peek() == '#' || (peek() == '/' && peek(1) == '/');
  }

  /// Goes to the end of the line, but not over it.
  void skipLine() {
    while (!atEnd() && !endsLine(peek())) {
      advance();
    }
  }

  void skipSpaceAndComments() {
    skipSpace();
    while (atComment()) {
      skipLine();
      skipSpace();
    }
  }

  static boolean endsLine(char c) {
    return c == '\n' || c == '\r';
  }

  /// The blanks that end a bare word.
  static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /// Space between items, as Go's `unicode.IsSpace` has it.
  static boolean isSpace(char c) {
    return switch (c) {
      case ' ', '\t', '\n', '\r', '\f', 0x0B, 0x85, 0xA0 -> true;
      default -> c > 0xA0 && Character.isSpaceChar(c);
    };
  }

  private boolean completesSurrogatePair(char c) {
    return Character.isLowSurrogate(c)
        && offset > 1
        && Character.isHighSurrogate(text.charAt(offset - 2));
  }
}
