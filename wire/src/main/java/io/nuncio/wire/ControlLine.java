package io.nuncio.wire;

/// What the lines of all operations have in common: the name in any case, blanks, the end.
final class ControlLine {
  private ControlLine() {}

  /// The index after `operation` at `at`, in any case; -1 if only a part of it is there.
  ///
  /// @throws ProtocolException at the first byte that does not belong to it
  static int afterOperation(byte[] buffer, int at, int to, String operation)
      throws ProtocolException {
    for (int i = 0; i < operation.length(); i++) {
      if (at + i == to) {
        return -1;
      }
      byte b = buffer[at + i];
      char expected = operation.charAt(i);
      if (b != expected && (b ^ 0x20) != expected) {
        throw ProtocolException.unknownOperation(b);
      }
    }
    return at + operation.length();
  }

  /// The end of a line's arguments: its newline, less the CR before it.
  static int end(byte[] buffer, int from, int newline) {
    return newline > from && buffer[newline - 1] == '\r' ? newline - 1 : newline;
  }

  /// The first index at or after `from` that holds no space and no tab; `to` if all are blank.
  static int skipBlanks(byte[] buffer, int from, int to) {
    int i = from;
    while (i < to && (buffer[i] == ' ' || buffer[i] == '\t')) {
      i++;
    }
    return i;
  }
}
