package io.nuncio.config.conf;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads one value that is neither map nor list.
final class ScalarReader {
  /// What was read.
  sealed interface Scalar {}

  /// A value that means itself.
  record Value(ConfNode node) implements Scalar {}

  /// A variable.
  record Reference(String name) implements Scalar {}

  /// Nothing; the mistake is told.
  record Mistaken() implements Scalar {}

  private static final Scalar MISTAKEN = new Mistaken();
  private static final String ESCAPES = "the escapes are \\xHH \\t \\n \\r \\\" and \\\\";

  private final Cursor cursor;
  private final Mistakes mistakes;
  private final NumberReader numbers;
  private boolean brokeOff;

  ScalarReader(Cursor cursor, Mistakes mistakes) {
    this.cursor = cursor;
    this.mistakes = mistakes;
    this.numbers = new NumberReader(cursor, mistakes);
  }

  /// Whether something open at the end of the file makes all that follows meaningless.
  boolean brokeOff() {
    return brokeOff;
  }

  void breakOff() {
    brokeOff = true;
  }

  Scalar read() {
    var position = cursor.position();
    char first = cursor.peek();
    if (first == '"') {
      return text(position, readEscaped(), ConfNode.Writing.DOUBLE_QUOTED);
    }
    if (first == '\'') {
      return text(position, readRaw(first), ConfNode.Writing.SINGLE_QUOTED);
    }
    if (first == '(') {
      return text(position, readBlock(), ConfNode.Writing.BLOCK);
    }
    if (first == '.') {
      mistakes.syntax(position, "a number needs a digit before the '.'", "");
      return MISTAKEN;
    }
    if (first == '-' || NumberReader.isDigit(first)) {
      return readNumberOrWord(position);
    }
    return readWord(position);
  }

  /// The file name of an include, or null after a mistake.
  @Nullable String readIncludeName() {
    var position = cursor.position();
    char first = cursor.peek();
    if (first == '"' || first == '\'') {
      return readRaw(first);
    }
    if ("[{(-\\".indexOf(first) >= 0 || NumberReader.isDigit(first) || Cursor.endsLine(first)) {
      mistakes.syntax(position, "expected a file name after include", "put the name into quotes");
      return null;
    }
    int from = cursor.offset();
    while (!endsIncludeName(cursor.peek())) {
      cursor.advance();
    }
    String name = cursor.since(from);
    if (cursor.peek() == '\'') {
      cursor.advance();
    }
    if (name.isEmpty()) {
      mistakes.syntax(position, "expected a file name after include", "");
      return null;
    }
    return name;
  }

  /// What stands between two `quote`s as it is; null if the second is missing.
  @Nullable String readRaw(char quote) {
    var opened = cursor.position();
    cursor.advance();
    int from = cursor.offset();
    while (cursor.peek() != quote) {
      if (cursor.peek() == Cursor.END) {
        return broken(opened, quote);
      }
      cursor.advance();
    }
    String raw = cursor.since(from);
    cursor.advance();
    return raw;
  }

  private @Nullable String broken(Position opened, char quote) {
    mistakes.syntax(
        cursor.atEnd() ? opened : cursor.position(),
        cursor.atEnd() ? "a " + quote + " is never closed" : "the character NUL",
        "");
    brokeOff = true;
    return null;
  }

  private @Nullable String readEscaped() {
    var opened = cursor.position();
    cursor.advance();
    var text = new EscapedText(cursor.offset());
    while (cursor.peek() != '"') {
      if (cursor.peek() == Cursor.END) {
        return broken(opened, '"');
      }
      if (cursor.peek() == '\\') {
        text.readEscape();
      } else {
        cursor.advance();
      }
    }
    String read = text.finish();
    cursor.advance();
    return read;
  }

  private @Nullable String readBlock() {
    var opened = cursor.position();
    cursor.advance();
    int from = cursor.offset();
    char before = '(';
    while (cursor.peek() != Cursor.END) {
      if (cursor.peek() == ')' && before == '\n' && endsBlock()) {
        String block = cursor.since(from);
        cursor.advance();
        return block;
      }
      before = cursor.advance();
    }
    return broken(opened, '(');
  }

  private boolean endsBlock() {
    char next = cursor.peek(1);
    return next == '\n' || next == Cursor.END || (next == '\r' && cursor.peek(2) == '\n');
  }

  private Scalar readNumberOrWord(Position position) {
    int from = cursor.offset();
    return switch (numbers.read(position)) {
      case NumberReader.Word ignored -> text(position, readRest(from), ConfNode.Writing.BARE);
      case NumberReader.Complete(ConfNode node) -> new Value(node);
      case NumberReader.Refused ignored -> MISTAKEN;
    };
  }

  private Scalar readWord(Position position) {
    int from = cursor.offset();
    String word = readRest(from);
    if (word == null) {
      return MISTAKEN;
    }
    if (cursor.offset() == from) {
      mistakes.syntax(position, "expected a value", "");
      return MISTAKEN;
    }
    // Escapes and a closing quote make a plain text of what would be a word with a meaning.
    if (!cursor.since(from).equals(word)) {
      return text(position, word, ConfNode.Writing.BARE);
    }
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> new Value(new ConfNode.Bool(position, true, word));
      case "false", "no", "off" -> new Value(new ConfNode.Bool(position, false, word));
      default ->
          word.startsWith("$") && !isBcrypt(word)
              ? new Reference(word.substring(1))
              : text(position, word, ConfNode.Writing.BARE);
    };
  }

  private static boolean isBcrypt(String word) {
    return word.length() > 3
        && word.startsWith("$2")
        && word.charAt(3) == '$'
        && "abxy".indexOf(word.charAt(2)) >= 0;
  }

  /// A bare word that began at `from` and is read up to here; null after a mistake.
  private @Nullable String readRest(int from) {
    var text = new EscapedText(from);
    while (!endsWord(cursor.peek())) {
      if (cursor.peek() == '\\') {
        text.readEscape();
      } else {
        cursor.advance();
      }
    }
    String word = text.finish();
    if (cursor.peek() == '\'') {
      cursor.advance();
    }
    return word;
  }

  private static boolean endsWord(char c) {
    return switch (c) {
      case '\n', '\r', ' ', '\t', ',', ';', ']', '}', '\'', Cursor.END -> true;
      default -> false;
    };
  }

  private static boolean endsIncludeName(char c) {
    return switch (c) {
      case '\n', '\r', ' ', '\t', ';', '}', '\'', Cursor.END -> true;
      default -> false;
    };
  }

  private static Scalar text(Position position, @Nullable String value, ConfNode.Writing writing) {
    return value == null ? MISTAKEN : new Value(new ConfNode.Text(position, value, writing));
  }

  /// Pieces of a text between escapes.
  private final class EscapedText {
    private final StringBuilder pieces = new StringBuilder();
    private int pieceFrom;
    private boolean mistaken;
    private boolean holdsBytes;

    private EscapedText(int from) {
      this.pieceFrom = from;
    }

    private void readEscape() {
      pieces.append(cursor.since(pieceFrom));
      var position = cursor.position();
      cursor.advance();
      switch (cursor.peek()) {
        case 't' -> replace('\t');
        case 'n' -> replace('\n');
        case 'r' -> replace('\r');
        case '"' -> replace('"');
        case '\\' -> replace('\\');
        case 'x' -> readByte(position);
        default -> {
          mistakes.syntax(position, "an unknown escape", ESCAPES);
          mistaken = true;
        }
      }
      pieceFrom = cursor.offset();
    }

    private void replace(char c) {
      cursor.advance();
      pieces.append(c);
    }

    private void readByte(Position position) {
      int high = hexDigit(cursor.peek(1));
      int low = hexDigit(cursor.peek(2));
      cursor.advance();
      if (high < 0 || low < 0) {
        mistakes.syntax(position, "expected two hexadecimal digits after \\x", "");
        mistaken = true;
        return;
      }
      cursor.advance(2);
      int value = high * 16 + low;
      holdsBytes |= value >= 0x80;
      pieces.append(value < 0x80 ? (char) value : ConfSource.escapedByte(value));
    }

    private static int hexDigit(char c) {
      return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private @Nullable String finish() {
      pieces.append(cursor.since(pieceFrom));
      var text = pieces.toString();
      if (mistaken) {
        return null;
      }
      // Several \x may have spelled one character of UTF-8.
      return holdsBytes ? ConfSource.decode(ConfSource.encode(text)) : text;
    }
  }
}
