package io.nuncio.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.testkit.WireText;
import io.nuncio.testkit.WireText.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One input of the corpus and its answers.
///
/// @param id unique in the corpus
/// @param steps what to send
/// @param exact the reference server's answer
/// @param lenient another acceptable answer, or null
record CorpusRow(String id, List<Step> steps, Answer exact, @Nullable Answer lenient) {
  private static final String FILE = "/bad-input.tsv";
  private static final String AUTH_PREFIX = "auth-";

  /// What became of a connection; the first three can be asked for.
  enum State {
    /// A `PING` was answered.
    OPEN,
    /// The server closed the connection.
    CLOSED,
    /// Nothing happened, without a `PING`.
    PENDING,
    /// It was to be closed, and is not.
    STILL_OPEN,
    /// A `PING` was not answered, or not after the expected reply.
    UNANSWERED,
    /// There was no connection, or no greeting.
    REFUSED
  }

  /// An acceptable answer.
  ///
  /// @param reply matches everything the server says, one character per byte
  /// @param notation how the corpus writes it
  record Answer(State state, Pattern reply, String notation) {
    boolean accepts(String bytes) {
      return reply.matcher(bytes).matches();
    }

    @Override
    public String toString() {
      return notation;
    }
  }

  /// Whether the row is for a server that demands the token `mytoken`.
  boolean needsToken() {
    return id.startsWith(AUTH_PREFIX);
  }

  /// All rows, in the order of the file.
  static List<CorpusRow> all() {
    try (var file = Objects.requireNonNull(CorpusRow.class.getResourceAsStream(FILE), FILE)) {
      return new String(file.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(CorpusRow::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads a line of the file.
  ///
  /// @throws IllegalArgumentException if it has not three or four columns, or names no state
  static CorpusRow parse(String line) {
    var columns = line.split("\t", -1);
    if (columns.length < 3 || columns.length > 4) {
      throw new IllegalArgumentException("expected 3 or 4 columns, got " + line);
    }
    return new CorpusRow(
        columns[0],
        WireText.steps(columns[1]),
        answer(columns[2], false),
        columns.length == 4 ? answer(columns[3], true) : null);
  }

  private static Answer answer(String column, boolean wildcards) {
    int space = column.indexOf(' ');
    var state = space < 0 ? column : column.substring(0, space);
    var reply = space < 0 ? "" : column.substring(space + 1);
    var pattern =
        wildcards
            ? Arrays.stream(reply.split("\\*", -1))
                .map(part -> Pattern.quote(WireText.bytes(part)))
                .collect(Collectors.joining(".*"))
            : Pattern.quote(WireText.bytes(reply));
    return new Answer(state(state), Pattern.compile(pattern, Pattern.DOTALL), column);
  }

  private static State state(String word) {
    return switch (word) {
      case "OPEN" -> State.OPEN;
      case "CLOSED", "EOFOK" -> State.CLOSED;
      case "PENDING" -> State.PENDING;
      default -> throw new IllegalArgumentException("expected a state, got " + word);
    };
  }
}
