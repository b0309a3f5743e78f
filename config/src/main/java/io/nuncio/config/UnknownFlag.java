package io.nuncio.config;

import java.util.ArrayList;
import java.util.List;

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
    List<String> known = new ArrayList<>();
    for (Flag flag : Flag.values()) {
      known.addAll(flag.names());
    }
    return Nearest.of(name, known);
  }
}
