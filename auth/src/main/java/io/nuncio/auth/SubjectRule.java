package io.nuncio.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.wire.Subjects;

/// The subjects that one line of a permission is about.
///
/// @param filter which ones; may hold wildcards
/// @param queueGroup for subscriptions of these queue groups only; a name, or a filter of names;
///   empty for all subscriptions
public record SubjectRule(String filter, String queueGroup) {
  /// @throws IllegalArgumentException if `filter` is none, or `queueGroup` is neither empty nor one
  public SubjectRule {
    if (!isFilter(filter) || !(queueGroup.isEmpty() || isFilter(queueGroup))) {
      throw new IllegalArgumentException("expected a subject, and perhaps a queue group");
    }
  }

  /// A rule about all subscriptions.
  public static SubjectRule of(String filter) {
    return new SubjectRule(filter, "");
  }

  private static boolean isFilter(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return Subjects.isFilter(bytes, 0, bytes.length);
  }

  /// As it stands in a configuration file: `filter` or `filter group`.
  @Override
  public String toString() {
    return queueGroup.isEmpty() ? filter : filter + " " + queueGroup;
  }
}
