package io.nuncio.client;

/// What applications may give as subjects and queue groups.
final class Subjects {
  private Subjects() {}

  /// @throws IllegalArgumentException if a server could take it for more than one word, or none
  static void check(String subject) {
    if (subject.isEmpty()) {
      throw new IllegalArgumentException("a subject has at least one character");
    }
    for (int i = 0; i < subject.length(); i++) {
      if (subject.charAt(i) <= ' ') {
        throw new IllegalArgumentException(
            "a subject has no blanks and control characters: character " + i + " is one");
      }
    }
  }
}
