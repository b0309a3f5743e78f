package io.nuncio.config.conf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads maps, lists and includes of one file; after a mistake it goes on with the next item.
///
/// Depth is what calls nest by, and is bounded by [#MOST_DEPTH] over all included files.
final class StructureReader {
  static final int MOST_DEPTH = 100;
  static final String TOO_DEEP = "nested deeper than " + MOST_DEPTH + " levels";

  private static final String NUL = "the character NUL";
  private static final String ITEM_ENDS = ",;}";
  private static final String VALUE_ENDS = ",]}";
  private static final String NEVER_CLOSED = "a '%s' is never closed";
  private static final String NO_VALUE = "a key has no value";
  private static final String NO_VALUE_HINT = "write \"\" for an empty text";

  /// What a `}` means, and how far a value may be from its key.
  private enum Container {
    FILE,
    /// Braces around the whole file, or a part of it.
    BRACES,
    MAP
  }

  private final Cursor cursor;
  private final ParseRun run;
  private final Mistakes mistakes;
  private final Variables variables;
  private final ScalarReader scalars;
  private final int baseDepth;

  StructureReader(ConfSource source, ParseRun run, int baseDepth) {
    this.cursor = new Cursor(source);
    this.run = run;
    this.mistakes = run.mistakes();
    this.variables = new Variables(run.environment());
    this.scalars = new ScalarReader(cursor, mistakes);
    this.baseDepth = baseDepth;
  }

  ConfNode.Map read() {
    var top = new MapDraft(cursor.position());
    variables.enter(top);
    readEntries(top, Container.FILE, cursor.position(), baseDepth);
    variables.leave();
    return top.close();
  }

  private void readEntries(MapDraft draft, Container container, Position opened, int depth) {
    while (!exhausted()) {
      cursor.skipSpaceAndComments();
      if (cursor.atEnd()) {
        break;
      }
      switch (cursor.peek()) {
        case '}' -> {
          if (closed(container)) {
            return;
          }
        }
        case '{' -> readBraces(draft, container, depth);
        default -> readEntry(draft, container, depth);
      }
    }
    if (container != Container.FILE && !scalars.brokeOff()) {
      breakOff(opened, NEVER_CLOSED.formatted('{'));
    }
  }

  /// Takes a `}`; whether it ends the container.
  private boolean closed(Container container) {
    var position = cursor.position();
    cursor.advance();
    if (container == Container.FILE) {
      cursor.skipSpaceAndComments();
      // JSON cut out of a larger document: nats-server accepts one brace too many at the end.
      if (!cursor.atEnd()) {
        mistakes.syntax(position, "a '}' closes nothing", "");
      }
      return false;
    }
    return true;
  }

  private void readBraces(MapDraft draft, Container container, int depth) {
    var opened = cursor.position();
    if (container == Container.MAP) {
      mistakes.syntax(opened, "expected a key, got '{'", "");
      recover(ITEM_ENDS);
      endItem(container);
      return;
    }
    cursor.advance();
    if (depth >= MOST_DEPTH) {
      breakOff(opened, TOO_DEEP);
      return;
    }
    readEntries(draft, Container.BRACES, opened, depth + 1);
    if (container == Container.BRACES) {
      cursor.skipBlanks();
      if (cursor.peek() == ',' || cursor.peek() == ';') {
        cursor.advance();
      }
    }
  }

  private void readEntry(MapDraft draft, Container container, int depth) {
    var position = cursor.position();
    boolean bare = cursor.peek() != '"' && cursor.peek() != '\'';
    String key = readKey();
    if (key == null) {
      recover(ITEM_ENDS);
    } else if (bare && key.toLowerCase(Locale.ROOT).equals("include") && atSpace()) {
      readInclude(draft, depth);
    } else if (!startsValue(position, container)) {
      recover(ITEM_ENDS);
    } else {
      var value = readValue(depth);
      if (value == null) {
        recover(ITEM_ENDS);
      } else {
        draft.put(new ConfNode.Entry(key, position, value, false));
      }
    }
    endItem(container);
  }

  private boolean atSpace() {
    return !cursor.atEnd() && Cursor.isSpace(cursor.peek());
  }

  private @Nullable String readKey() {
    var position = cursor.position();
    char first = cursor.peek();
    switch (first) {
      case '"', '\'' -> {
        return scalars.readRaw(first);
      }
      case '=', ':' -> mistakes.syntax(position, "a key is missing before '" + first + "'", "");
      case ',', ';', '}', ']', '/', Cursor.END -> {
        cursor.advance();
        mistakes.syntax(
            position, first == Cursor.END ? NUL : "expected a key, got '" + first + "'", "");
      }
      default -> {
        return readBareKey(position);
      }
    }
    return null;
  }

  private @Nullable String readBareKey(Position position) {
    int from = cursor.offset();
    while (!cursor.atEnd() && !endsKey(cursor.peek())) {
      cursor.advance();
    }
    String key = cursor.since(from);
    if (key.endsWith("{")) {
      mistakes.syntax(position, "a space is missing before '{'", "");
      return null;
    }
    return key;
  }

  private static boolean endsKey(char c) {
    return Cursor.isSpace(c) || c == '=' || c == ':' || c == Cursor.END;
  }

  /// Goes to where the value of the key at `keyPosition` begins; false after a mistake.
  private boolean startsValue(Position keyPosition, Container container) {
    cursor.skipSpace();
    boolean separated = cursor.peek() == '=' || cursor.peek() == ':';
    if (separated) {
      cursor.advance();
      if (container == Container.MAP) {
        cursor.skipSpace();
      } else {
        cursor.skipBlanks();
      }
    }
    char c = cursor.peek();
    if (cursor.atEnd() || c == '}' || c == ',' || c == ';' || c == ']' || Cursor.endsLine(c)) {
      mistakes.syntax(keyPosition, NO_VALUE, NO_VALUE_HINT);
      return false;
    }
    return true;
  }

  private void readInclude(MapDraft draft, int depth) {
    cursor.skipBlanks();
    var position = cursor.position();
    String name = scalars.readIncludeName();
    if (name == null) {
      recover(ITEM_ENDS);
      return;
    }
    if (mistakes.full()) {
      return;
    }
    var included = run.include(position, name, depth);
    if (included != null) {
      draft.putAll(included);
    }
  }

  private @Nullable ConfNode readValue(int depth) {
    var position = cursor.position();
    char first = cursor.peek();
    if ((first == '{' || first == '[') && depth >= MOST_DEPTH) {
      breakOff(position, TOO_DEEP);
      return null;
    }
    return switch (first) {
      case '{' -> readMap(position, depth + 1);
      case '[' -> readList(position, depth + 1);
      default -> {
        var scalar = scalars.read();
        yield scalar instanceof ScalarReader.Reference reference
            ? variables.resolve(reference.name(), position, depth, mistakes)
            : scalar instanceof ScalarReader.Value value ? value.node() : null;
      }
    };
  }

  private ConfNode readMap(Position opened, int depth) {
    cursor.advance();
    var draft = new MapDraft(opened);
    variables.enter(draft);
    readEntries(draft, Container.MAP, opened, depth);
    variables.leave();
    return draft.close();
  }

  private ConfNode readList(Position opened, int depth) {
    cursor.advance();
    List<ConfNode> values = new ArrayList<>();
    while (!exhausted()) {
      cursor.skipSpaceAndComments();
      char c = cursor.peek();
      if (c == ']') {
        cursor.advance();
        return new ConfNode.List(opened, values);
      }
      if (cursor.atEnd() || c == '}') {
        break;
      }
      readListItem(values, depth);
    }
    if (!scalars.brokeOff()) {
      mistakes.syntax(opened, NEVER_CLOSED.formatted('['), "");
    }
    if (cursor.atEnd()) {
      scalars.breakOff();
    }
    return new ConfNode.List(opened, values);
  }

  private void readListItem(List<ConfNode> values, int depth) {
    char c = cursor.peek();
    if (c == ',' || c == ';' || c == '/') {
      mistakes.syntax(cursor.position(), "expected a value, got '" + c + "'", "");
      cursor.advance();
      return;
    }
    var value = readValue(depth);
    if (value == null) {
      recover(VALUE_ENDS);
    } else {
      values.add(value);
    }
    cursor.skipBlanks();
    c = cursor.peek();
    if (c == ',' || Cursor.endsLine(c)) {
      cursor.advance();
    } else if (c != ']' && c != '}' && !cursor.atComment() && !exhausted()) {
      mistakes.syntax(cursor.position(), "expected ',', a new line or ']' after a value", "");
      recover(VALUE_ENDS);
    }
  }

  /// Takes what may stand behind an item, and complains about anything else.
  private void endItem(Container container) {
    cursor.skipBlanks();
    char c = cursor.peek();
    if (exhausted() || cursor.atComment()) {
      return;
    }
    if (Cursor.endsLine(c) || c == ',' || c == ';' || (c == '}' && container == Container.FILE)) {
      cursor.advance();
    } else if (c != '}') {
      mistakes.syntax(
          cursor.position(),
          c == Cursor.END ? NUL : "expected a new line, ',', ';' or '}' after a value",
          "a text with other characters than letters and digits is safe in quotes");
      recover(ITEM_ENDS);
    }
  }

  private boolean exhausted() {
    return cursor.atEnd() || scalars.brokeOff() || mistakes.full();
  }

  private void breakOff(Position position, String message) {
    mistakes.syntax(position, message, "");
    scalars.breakOff();
  }

  /// Goes to the end of the item that holds a mistake: the end of its line or one of `ends`, but
  /// not into the middle of a quoted text or of brackets that opened since.
  private void recover(String ends) {
    int open = 0;
    while (!exhausted()) {
      char c = cursor.peek();
      if (open == 0 && (Cursor.endsLine(c) || ends.indexOf(c) >= 0)) {
        return;
      }
      cursor.advance();
      switch (c) {
        case '{', '[' -> open++;
        case '}', ']' -> open = Math.max(0, open - 1);
        case '"', '\'' -> cursor.advance(cursor.distanceInLine(c) + 1);
        default -> {}
      }
    }
  }
}
