package io.nuncio.config.conf;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads what begins with a digit or a minus: numbers, sizes, dates, addresses, or a bare word.
final class NumberReader {
  /// What was read.
  sealed interface Outcome {}

  /// A number, date or address.
  record Complete(ConfNode node) implements Outcome {}

  /// No number: a bare word, of which the cursor passed the beginning.
  record Word() implements Outcome {}

  /// Nothing; the mistake is told.
  record Refused() implements Outcome {}

  private static final Outcome WORD = new Word();
  private static final Outcome REFUSED = new Refused();
  private static final String DATE = "dddd-dd-ddTdd:dd:ddZ";
  private static final String SUFFIXES = "kmgtpe";
  private static final String QUOTES = "put a text that begins like a number into quotes";

  private final Cursor cursor;
  private final Mistakes mistakes;

  NumberReader(Cursor cursor, Mistakes mistakes) {
    this.cursor = cursor;
    this.mistakes = mistakes;
  }

  static boolean isDigit(char c) {
    return Character.isDigit(c);
  }

  Outcome read(Position position) {
    int from = cursor.offset();
    boolean negative = cursor.peek() == '-';
    if (negative) {
      cursor.advance();
      if (!isDigit(cursor.peek())) {
        return refuse(position, "expected a digit after '-'");
      }
    }
    skipDigits();
    char c = cursor.peek();
    if (c == '.') {
      return readFraction(position, from);
    }
    if (SUFFIXES.indexOf(Character.toLowerCase(c)) >= 0 && c < 0x80) {
      return readSize(position, from);
    }
    if (negative) {
      return whole(position, cursor.since(from), 1);
    }
    if (c == '-') {
      return readDate(position, from);
    }
    if (endsNumber(c)) {
      return whole(position, cursor.since(from), 1);
    }
    // The character that makes a word of the number is itself never an escape nor a closing quote.
    cursor.advance();
    return WORD;
  }

  private Outcome readSize(Position position, int from) {
    int suffixFrom = cursor.offset();
    cursor.advance();
    while ("bBiI".indexOf(cursor.peek()) >= 0) {
      cursor.advance();
    }
    if (!endsNumber(cursor.peek())) {
      return WORD;
    }
    long factor = factor(cursor.since(suffixFrom).toLowerCase(Locale.ROOT));
    return factor == 0
        ? refuse(position, "an unknown size suffix")
        : whole(position, cursor.since(from), factor);
  }

  /// What `suffix` multiplies by, or 0 if it is none.
  private static long factor(String suffix) {
    int power = SUFFIXES.indexOf(suffix.charAt(0)) + 1;
    long base =
        switch (suffix.substring(1)) {
          case "" -> 1000;
          case "b", "i", "ib" -> 1024;
          default -> 0;
        };
    long factor = 1;
    for (int i = 0; i < power; i++) {
      factor *= base;
    }
    return factor;
  }

  private Outcome whole(Position position, String written, long factor) {
    int digits = written.length();
    while (digits > 0 && !isDigit(written.charAt(digits - 1))) {
      digits--;
    }
    var number = written.substring(0, digits);
    if (!isAscii(number)) {
      return refuse(position, "a number in other digits than 0 to 9");
    }
    try {
      long value = Math.multiplyExact(Long.parseLong(number), factor);
      return new Complete(new ConfNode.Whole(position, value, written));
    } catch (NumberFormatException | ArithmeticException tooLarge) {
      return refuse(position, "a number of more than 64 bits");
    }
  }

  private Outcome readFraction(Position position, int from) {
    cursor.advance();
    if (!isDigit(cursor.peek())) {
      return refuse(position, "a number needs a digit after the '.'");
    }
    skipDigits();
    if (cursor.peek() == '.') {
      while (isDigit(cursor.peek()) || ".:-".indexOf(cursor.peek()) >= 0) {
        cursor.advance();
      }
      var address = cursor.since(from);
      return new Complete(new ConfNode.Text(position, address, ConfNode.Writing.BARE));
    }
    var written = cursor.since(from);
    if (!isAscii(written)) {
      return refuse(position, "a number in other digits than 0 to 9");
    }
    double value = Double.parseDouble(written);
    return Double.isFinite(value)
        ? new Complete(new ConfNode.Fraction(position, value, written))
        : refuse(position, "a number out of range");
  }

  private Outcome readDate(Position position, int from) {
    if (cursor.offset() - from != 4 || !matchesRestOfDate()) {
      return refuse(position, "a date must be written as 2006-01-02T15:04:05Z");
    }
    cursor.advance(DATE.length() - 4);
    var node = date(position, cursor.since(from));
    return node == null ? refuse(position, "there is no such date") : new Complete(node);
  }

  private boolean matchesRestOfDate() {
    for (int i = 4; i < DATE.length(); i++) {
      char c = cursor.peek(i - 4);
      boolean matches = DATE.charAt(i) == 'd' ? isDigit(c) && c < 0x80 : c == DATE.charAt(i);
      if (!matches) {
        return false;
      }
    }
    return true;
  }

  private static ConfNode.@Nullable Instant date(Position position, String written) {
    try {
      var local = LocalDateTime.parse(written.substring(0, written.length() - 1));
      return new ConfNode.Instant(position, local.toInstant(ZoneOffset.UTC), written);
    } catch (DateTimeException impossible) {
      return null;
    }
  }

  private Outcome refuse(Position position, String message) {
    mistakes.syntax(position, message, QUOTES);
    return REFUSED;
  }

  private void skipDigits() {
    while (isDigit(cursor.peek())) {
      cursor.advance();
    }
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  private static boolean endsNumber(char c) {
    return switch (c) {
      case '\n', '\r', ' ', '\t', ',', ';', ']', '}', Cursor.END -> true;
      default -> false;
    };
  }
}
