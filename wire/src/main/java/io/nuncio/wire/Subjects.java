package io.nuncio.wire;

import java.util.Arrays;

/// Rules for the bytes of a subject (literal) and a subject filter (may hold wildcards): tokens
/// separated by `.`, none empty; `*` stands for one token, a final `>` for one or more. Both are
/// wildcards only as whole tokens: `fo*` is a literal.
///
/// Source: nats-server 2.15.2 and <https://docs.nats.io/nats-concepts/subjects>.
public final class Subjects {
  private Subjects() {}

  /// Whether `subject[from, to)` may be subscribed to.
  public static boolean isFilter(byte[] subject, int from, int to) {
    if (from == to) {
      return false;
    }
    int tokenFrom = from;
    for (int i = from; i <= to; i++) {
      if (i < to && isForbidden(subject[i])) {
        return false;
      }
      if (i == to || subject[i] == '.') {
        if (i == tokenFrom || (isFullWildcard(subject, tokenFrom, i) && i != to)) {
          return false;
        }
        tokenFrom = i + 1;
      }
    }
    return true;
  }

  /// Whether `subject[from, to)` is a filter without wildcards, as a pedantic publisher must use.
  public static boolean isLiteral(byte[] subject, int from, int to) {
    return isFilter(subject, from, to) && !hasWildcard(subject, from, to);
  }

  /// Whether any whole token of `subject[from, to)` is `*` or `>`.
  public static boolean hasWildcard(byte[] subject, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = subject[i];
      boolean wild = b == '*' || b == '>';
      if (wild && (i == from || subject[i - 1] == '.') && (i + 1 == to || subject[i + 1] == '.')) {
        return true;
      }
    }
    return false;
  }

  /// Whether `subject[from, to)` begins with `prefix`.
  public static boolean startsWith(byte[] subject, int from, int to, byte[] prefix) {
    if (to - from < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if (subject[from + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  /// Whether `filter` matches whatever `other`, a filter or a subject, matches.
  public static boolean covers(byte[] filter, byte[] other) {
    int at = 0;
    int otherAt = 0;
    while (at <= filter.length && otherAt <= other.length) {
      int to = tokenEnd(filter, at);
      int otherTo = tokenEnd(other, otherAt);
      if (isFullWildcard(filter, at, to)) {
        return true;
      }
      boolean same = Arrays.equals(filter, at, to, other, otherAt, otherTo);
      boolean any = isAny(filter, at, to) && !isFullWildcard(other, otherAt, otherTo);
      if (!same && !any) {
        return false;
      }
      at = to + 1;
      otherAt = otherTo + 1;
    }
    return at > filter.length && otherAt > other.length;
  }

  /// Whether there is a subject that both filters match.
  public static boolean overlap(byte[] filter, byte[] other) {
    int at = 0;
    int otherAt = 0;
    while (at <= filter.length && otherAt <= other.length) {
      int to = tokenEnd(filter, at);
      int otherTo = tokenEnd(other, otherAt);
      if (isFullWildcard(filter, at, to) || isFullWildcard(other, otherAt, otherTo)) {
        return true;
      }
      boolean same = Arrays.equals(filter, at, to, other, otherAt, otherTo);
      if (!same && !isAny(filter, at, to) && !isAny(other, otherAt, otherTo)) {
        return false;
      }
      at = to + 1;
      otherAt = otherTo + 1;
    }
    return at > filter.length && otherAt > other.length;
  }

  private static int tokenEnd(byte[] subject, int from) {
    int to = from;
    while (to < subject.length && subject[to] != '.') {
      to++;
    }
    return to;
  }

  private static boolean isAny(byte[] subject, int tokenFrom, int tokenTo) {
    return tokenTo - tokenFrom == 1 && subject[tokenFrom] == '*';
  }

  private static boolean isFullWildcard(byte[] subject, int tokenFrom, int tokenTo) {
    return tokenTo - tokenFrom == 1 && subject[tokenFrom] == '>';
  }

  private static boolean isForbidden(byte b) {
    return b >= 0 && b <= ' ';
  }
}
