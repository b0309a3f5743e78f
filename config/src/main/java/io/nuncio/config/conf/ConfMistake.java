package io.nuncio.config.conf;

/// Something that is wrong in a configuration, for the operator to read.
///
/// @param position where to look
/// @param message what is wrong; holds no value and no piece of a file
/// @param hint what to do about it, or empty
public record ConfMistake(Position position, String message, String hint) {
  /// One line: position, message and, if there is one, the hint.
  @Override
  public String toString() {
    return position + ": " + message + (hint.isEmpty() ? "" : " (" + hint + ")");
  }
}
