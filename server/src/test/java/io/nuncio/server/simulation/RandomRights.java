package io.nuncio.server.simulation;

import io.nuncio.auth.Permissions;
import io.nuncio.auth.SubjectRule;
import io.nuncio.auth.SubjectRules;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What one client may do, drawn at random, and what that means, said as plainly as possible: a
/// look at each rule.
///
/// @param allowPublish null for everything
/// @param allowSubscribe null for everything
record RandomRights(
    @Nullable List<SubjectRule> allowPublish,
    List<SubjectRule> denyPublish,
    @Nullable List<SubjectRule> allowSubscribe,
    List<SubjectRule> denySubscribe) {
  static final RandomRights ALL = new RandomRights(null, List.of(), null, List.of());

  /// @param filters draws a subject with or without wildcards
  /// @param groups draws a queue group, mostly none
  static RandomRights draw(
      RandomGenerator random, Supplier<String> filters, Supplier<String> groups) {
    return new RandomRights(
        random.nextInt(3) == 0 ? null : rules(random, 1, 5, filters, () -> ""),
        rules(random, 0, 3, filters, () -> ""),
        random.nextInt(3) == 0 ? null : rules(random, 2, 6, filters, groups),
        rules(random, 0, 3, filters, groups));
  }

  private static List<SubjectRule> rules(
      RandomGenerator random,
      int least,
      int most,
      Supplier<String> filters,
      Supplier<String> groups) {
    List<SubjectRule> rules = new ArrayList<>();
    if (random.nextInt(3) == 0 && least > 0) {
      rules.add(SubjectRule.of(">"));
    }
    for (int i = random.nextInt(least, most); i > 0; i--) {
      rules.add(new SubjectRule(filters.get(), groups.get()));
    }
    return rules;
  }

  Permissions permissions() {
    return new Permissions(
        SubjectRules.of(allowPublish, denyPublish),
        SubjectRules.of(allowSubscribe, denySubscribe),
        null);
  }

  boolean mayPublish(String subject) {
    return (allowPublish == null || allowPublish.stream().anyMatch(rule -> matches(rule, subject)))
        && denyPublish.stream().noneMatch(rule -> matches(rule, subject));
  }

  boolean mayReceive(String subject, String group) {
    return isAllowed(rule -> matches(rule, subject), group) && !isDenied(subject, group);
  }

  boolean maySubscribe(String filter, String group) {
    return isAllowed(rule -> covers(rule.filter(), filter), group) && !isDenied(filter, group);
  }

  private boolean isAllowed(Predicate<SubjectRule> applies, String group) {
    if (allowSubscribe == null) {
      return true;
    }
    List<SubjectRule> rules = allowSubscribe.stream().filter(applies).toList();
    List<SubjectRule> grouped =
        rules.stream().filter(rule -> !rule.queueGroup().isEmpty()).toList();
    if (group.isEmpty() || grouped.isEmpty()) {
      return rules.size() > grouped.size();
    }
    return grouped.stream().anyMatch(rule -> covers(rule.queueGroup(), group));
  }

  private boolean isDenied(String subject, String group) {
    return denySubscribe.stream()
        .filter(rule -> matches(rule, subject))
        .anyMatch(rule ->
            rule.queueGroup().isEmpty() || (!group.isEmpty() && covers(rule.queueGroup(), group)));
  }

  private static boolean matches(SubjectRule rule, String subject) {
    return NaiveBroker.matches(rule.filter(), subject);
  }

  /// Whether each subject that `other` matches is matched by `filter`.
  private static boolean covers(String filter, String other) {
    String[] wanted = filter.split("\\.", -1);
    String[] given = other.split("\\.", -1);
    for (int i = 0; i < wanted.length; i++) {
      if (i >= given.length) {
        return false;
      }
      if (wanted[i].equals(">")) {
        return true;
      }
      if (given[i].equals(">") || (!wanted[i].equals("*") && !wanted[i].equals(given[i]))) {
        return false;
      }
    }
    return wanted.length == given.length;
  }
}
