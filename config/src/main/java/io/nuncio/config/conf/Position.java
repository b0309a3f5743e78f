package io.nuncio.config.conf;

/// A place in a configuration file.
///
/// @param file the name by which the file was opened
/// @param line counted from 1
/// @param column counted from 1, in Unicode characters
public record Position(String file, int line, int column) {
  /// Refuses a line or column below 1.
  public Position {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException("expected 1 or more, got " + line + ":" + column);
    }
  }

  /// `file:line:column`, as compilers and nats-server write it.
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
