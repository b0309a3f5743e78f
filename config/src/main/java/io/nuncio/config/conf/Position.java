package io.nuncio.config.conf;

/// A place in a configuration file.
///
/// @param file the name by which the file was opened
/// @param line counted from 1
/// @param column counted from 1, in Unicode characters
/// @param source the file in which the value itself is written, if a variable stands at this place;
///   empty for the environment
public record Position(String file, int line, int column, String source) {
  /// Refuses a line or column below 1.
  public Position {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException("expected 1 or more, got " + line + ":" + column);
    }
  }

  /// A place where the value itself is written.
  public Position(String file, int line, int column) {
    this(file, line, column, file);
  }

  /// This place, where a variable stands for what is written in `source`.
  Position from(String source) {
    return new Position(file, line, column, source);
  }

  /// `file:line:column`, as compilers and nats-server write it.
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
