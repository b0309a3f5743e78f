package io.nuncio.wire;

/// The words of one control line, as index pairs into the read buffer. At most [#MAX] are kept;
/// more are counted, because the parser only needs to know that there were too many.
final class Words {
  static final int MAX = 4;

  private final int[] from = new int[MAX];
  private final int[] to = new int[MAX];
  private int count;
  private boolean controlCharacter;

  /// Splits `buffer[start, end)` at runs of spaces and tabs.
  void split(byte[] buffer, int start, int end) {
    count = 0;
    controlCharacter = false;
    int i = start;
    while (i < end) {
      byte b = buffer[i];
      if (b == ' ' || b == '\t') {
        i++;
        continue;
      }
      int wordFrom = i;
      while (i < end && (b = buffer[i]) != ' ' && b != '\t') {
        controlCharacter |= b >= 0 && b < ' ';
        i++;
      }
      add(wordFrom, i);
    }
  }

  private void add(int wordFrom, int wordTo) {
    if (count < MAX) {
      from[count] = wordFrom;
      to[count] = wordTo;
    }
    count++;
  }

  int count() {
    return count;
  }

  int from(int word) {
    return from[word];
  }

  int to(int word) {
    return to[word];
  }

  /// Whether any word holds a byte below 0x20.
  boolean controlCharacter() {
    return controlCharacter;
  }
}
