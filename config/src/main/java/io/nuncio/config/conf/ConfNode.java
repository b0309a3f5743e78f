package io.nuncio.config.conf;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// A value of a configuration, and where it stands.
///
/// What `toString` shows is kind and position, never the value: any text or number may be a secret.
public sealed interface ConfNode {
  /// Where the value begins; for a variable, where the variable stands.
  Position position();

  /// The same value, as if it stood at `position`.
  ConfNode at(Position position);

  /// Keys and their values.
  ///
  /// @param entries by key, in the order written; of equal keys the last
  /// @param overridden entries without effect, since the same key came again
  record Map(
      Position position, SequencedMap<String, Entry> entries, java.util.List<Entry> overridden)
      implements ConfNode {
    /// Keeps copies.
    public Map {
      entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
      overridden = java.util.List.copyOf(overridden);
    }

    /// The value of `key`, spelled exactly so, or null.
    public @Nullable ConfNode find(String key) {
      var entry = entries.get(key);
      return entry == null ? null : entry.value();
    }

    @Override
    public Map at(Position position) {
      return new Map(position, entries, overridden);
    }

    @Override
    public String toString() {
      return "Map[" + position + ", " + entries.size() + " keys]";
    }
  }

  /// One key of a map.
  ///
  /// @param position where the key begins
  /// @param usedAsVariable whether a `$key` was answered by this entry, so that an otherwise
  ///   unknown key has a purpose
  record Entry(String key, Position position, ConfNode value, boolean usedAsVariable) {
    /// Shows the key and where it stands.
    @Override
    public String toString() {
      return "Entry[" + key + ", " + position + "]";
    }
  }

  /// Values in order.
  record List(Position position, java.util.List<ConfNode> values) implements ConfNode {
    /// Keeps a copy.
    public List {
      values = java.util.List.copyOf(values);
    }

    @Override
    public List at(Position position) {
      return new List(position, values);
    }

    @Override
    public String toString() {
      return "List[" + position + ", " + values.size() + " values]";
    }
  }

  /// How a text was written.
  enum Writing {
    /// Without quotes.
    BARE,
    /// Between `'`, without escapes.
    SINGLE_QUOTED,
    /// Between `"`, with escapes.
    DOUBLE_QUOTED,
    /// Between `(` and a line that is `)`.
    BLOCK,
    /// By a variable that stands for a text, however that was written.
    VARIABLE
  }

  /// Characters.
  ///
  /// @param value bytes that are not UTF-8 are as in [ConfSource]
  record Text(Position position, String value, Writing writing) implements ConfNode {
    @Override
    public Text at(Position position) {
      return new Text(position, value, writing);
    }

    @Override
    public String toString() {
      return "Text[" + position + ", " + writing + "]";
    }
  }

  /// A whole number.
  ///
  /// @param written the digits as in the file, with sign and suffix
  record Whole(Position position, long value, String written) implements ConfNode {
    /// Whether a size suffix multiplied the number, as in `64k`.
    public boolean sized() {
      return !written.isEmpty() && !Character.isDigit(written.charAt(written.length() - 1));
    }

    @Override
    public Whole at(Position position) {
      return new Whole(position, value, written);
    }

    @Override
    public String toString() {
      return "Whole[" + position + "]";
    }
  }

  /// A number with a decimal point.
  ///
  /// @param written as in the file
  record Fraction(Position position, double value, String written) implements ConfNode {
    /// Refuses what is not a number.
    public Fraction {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("expected a finite number at " + position);
      }
    }

    @Override
    public Fraction at(Position position) {
      return new Fraction(position, value, written);
    }

    @Override
    public String toString() {
      return "Fraction[" + position + "]";
    }
  }

  /// Yes or no.
  ///
  /// @param written the word as in the file
  record Bool(Position position, boolean value, String written) implements ConfNode {
    @Override
    public Bool at(Position position) {
      return new Bool(position, value, written);
    }

    @Override
    public String toString() {
      return "Bool[" + position + "]";
    }
  }

  /// A second of UTC, from year 0 to year 9999.
  ///
  /// @param written as in the file
  record Instant(Position position, java.time.Instant value, String written) implements ConfNode {
    @Override
    public Instant at(Position position) {
      return new Instant(position, value, written);
    }

    @Override
    public String toString() {
      return "Instant[" + position + "]";
    }
  }
}
