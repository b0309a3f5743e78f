package io.nuncio.config;

import io.nuncio.auth.NamedToken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/// What differs between two lists of named tokens, by name.
final class TokenDiff {
  private static final int MOST_NAMES = 10;

  private TokenDiff() {}

  /// Such as `added ci, removed old, changed web`; empty if nothing differs. A way to authenticate
  /// without named tokens counts as an empty list.
  static String between(AuthenticationConfig before, AuthenticationConfig after) {
    Map<String, NamedToken> old = byName(before);
    Map<String, NamedToken> now = byName(after);
    List<String> parts = new ArrayList<>();
    add(parts, "added ", now, name -> !old.containsKey(name));
    add(parts, "removed ", old, name -> !now.containsKey(name));
    add(
        parts,
        "changed ",
        now,
        name -> old.containsKey(name) && !Objects.equals(now.get(name), old.get(name)));
    return String.join(", ", parts);
  }

  private static Map<String, NamedToken> byName(AuthenticationConfig config) {
    Map<String, NamedToken> byName = new LinkedHashMap<>();
    if (config instanceof AuthenticationConfig.Tokens tokens) {
      tokens.tokens().forEach(token -> byName.put(token.name(), token));
    }
    return byName;
  }

  private static void add(
      List<String> parts, String what, Map<String, NamedToken> tokens, Predicate<String> isMeant) {
    List<String> names = tokens.keySet().stream().filter(isMeant).toList();
    if (!names.isEmpty()) {
      String more =
          names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "";
      parts.add(
          what
              + String.join(", " + what, names.subList(0, Math.min(names.size(), MOST_NAMES)))
              + more);
    }
  }
}
