package io.nuncio.config;

/// What to say about a flag that nobody knows.
final class UnknownFlag {
  private UnknownFlag() {}

  /// Two lines: the flag, and the known one that differs from it by the fewest letters.
  static String message(String name) {
    return "flag provided but not defined: -%s\ndid you mean -%s? nats-server -h lists all flags"
        .formatted(withoutSecret(name), nearest(name));
  }

  /// Hides what may be a secret glued to its flag, as in `-authS3cret`.
  private static String withoutSecret(String name) {
    for (Flag flag : Flag.values()) {
      if (flag.holdsSecret() && name.startsWith(flag.names().get(0))) {
        return flag.names().get(0) + "...";
      }
    }
    return name;
  }

  private static String nearest(String name) {
    String nearest = "";
    int fewest = Integer.MAX_VALUE;
    for (Flag flag : Flag.values()) {
      for (String known : flag.names()) {
        int edits = edits(name, known);
        if (edits < fewest) {
          fewest = edits;
          nearest = known;
        }
      }
    }
    return nearest;
  }

  /// How many letters to insert, remove or replace to make `to` of `from` (Levenshtein).
  private static int edits(String from, String to) {
    int[] previous = new int[to.length() + 1];
    int[] current = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
      }
      int[] swap = previous;
      previous = current;
      current = swap;
    }
    return previous[to.length()];
  }
}
