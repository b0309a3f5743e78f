package io.nuncio.cli.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.cli.outside.CommandFailure;
import io.nuncio.wire.Subjects;

/// What may be published and subscribed to, found out before anything is connected.
public final class SubjectRules {
  private SubjectRules() {}

  /// Refuses what cannot be published to.
  public static void requireLiteral(String subject) {
    requireFilter(subject);
    byte[] bytes = subject.getBytes(UTF_8);
    if (Subjects.hasWildcard(bytes, 0, bytes.length)) {
      throw CommandFailure.usage(
          "a subject to publish to has no wildcards, and '"
              + subject
              + "' has one: write words in the place of * and >");
    }
  }

  /// Refuses what cannot be subscribed to.
  public static void requireFilter(String subject) {
    byte[] bytes = subject.getBytes(UTF_8);
    if (!Subjects.isFilter(bytes, 0, bytes.length)
        || subject.chars().anyMatch(Character::isISOControl)) {
      throw CommandFailure.usage(
          "a subject is words joined by single dots, without blanks, and > only at the end, such as"
              + " orders.new or orders.>, not '"
              + visible(subject)
              + "'");
    }
  }

  /// Refuses what is no name of a queue group.
  public static void requireQueue(String queue) {
    if (queue.isEmpty() || queue.chars().anyMatch(c -> c <= ' ' || Character.isISOControl(c))) {
      throw CommandFailure.usage(
          "a queue group is one word without blanks, not '" + visible(queue) + "'");
    }
  }

  private static String visible(String text) {
    return text.replaceAll("\\p{Cntrl}", "\uFFFD");
  }
}
