package io.nuncio.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Rules against a model that splits at dots and looks at each rule.
class SubjectRulesPropertyTest {
  private static final int ROUNDS = 20_000;
  private static final String[] LITERALS = {"a", "b", "c", "ab"};
  private static final String[] GROUPS = {"", "", "q", "q.v1", "q.v2", "r"};
  private static final String[] GROUP_FILTERS = {"", "", "", "q", "q.*", "q.>", "*", "r"};

  @Test
  void sayWhatALookAtEachRuleWouldSay() {
    var random = Seed.random("subject rules");
    for (int round = 0; round < ROUNDS; round++) {
      var allow = random.nextInt(4) == 0 ? null : rules(random);
      var deny = rules(random);
      var rules = SubjectRules.of(allow, deny);
      String filter = filter(random);
      String subject = literal(random);
      String group = GROUPS[random.nextInt(GROUPS.length)];

      var asked = "%s, filter %s, subject %s, group %s".formatted(rules, filter, subject, group);
      byte[] bytes = ("xx" + subject + "yy").getBytes(UTF_8);
      assertThat(rules.mayPublish(bytes, 2, bytes.length - 2))
          .as("publish: %s", asked)
          .isEqualTo(modelAllows(allow, subject, "", false) && !modelDenies(deny, subject, ""));
      boolean received =
          modelAllows(allow, subject, group, false) && !modelDenies(deny, subject, group);
      assertThat(rules.mayReceive(bytes, 2, bytes.length - 2, utf8(group)))
          .as("receive: %s", asked)
          .isEqualTo(received);
      boolean subscribed =
          modelAllows(allow, filter, group, true) && !modelDenies(deny, filter, group);
      assertThat(rules.maySubscribe(utf8(filter), utf8(group)))
          .as("subscribe: %s", asked)
          .isEqualTo(subscribed);
      if (subscribed && modelCovers(filter, subject, false) && !received) {
        assertThat(rules.isPartlyDenied(utf8(filter), utf8(group)))
            .as("partly denied: %s", asked)
            .isTrue();
      }
    }
  }

  private static boolean modelAllows(
      @Nullable List<SubjectRule> allow, String subject, String group, boolean covering) {
    if (allow == null) {
      return true;
    }
    boolean plain = false;
    boolean grouped = false;
    boolean ofGroup = false;
    for (SubjectRule rule : allow) {
      if (modelCovers(rule.filter(), subject, covering)) {
        plain |= rule.queueGroup().isEmpty();
        grouped |= !rule.queueGroup().isEmpty();
        ofGroup |= isOf(rule, group);
      }
    }
    return (group.isEmpty() || !grouped) ? plain : ofGroup;
  }

  private static boolean modelDenies(List<SubjectRule> deny, String subject, String group) {
    return deny.stream()
        .filter(rule -> modelCovers(rule.filter(), subject, false))
        .anyMatch(rule -> rule.queueGroup().isEmpty() || isOf(rule, group));
  }

  private static boolean isOf(SubjectRule rule, String group) {
    return !rule.queueGroup().isEmpty()
        && !group.isEmpty()
        && modelCovers(rule.queueGroup(), group, true);
  }

  /// @param covering whether wildcards of `subject` stand for what they match, not for themselves
  private static boolean modelCovers(String filter, String subject, boolean covering) {
    String[] wanted = filter.split("\\.", -1);
    String[] given = subject.split("\\.", -1);
    for (int i = 0; i < wanted.length; i++) {
      if (i == given.length) {
        return false;
      }
      if (wanted[i].equals(">")) {
        return true;
      }
      boolean any = wanted[i].equals("*") && !(covering && given[i].equals(">"));
      if (!any && !wanted[i].equals(given[i])) {
        return false;
      }
    }
    return wanted.length == given.length;
  }

  private static List<SubjectRule> rules(RandomGenerator random) {
    List<SubjectRule> rules = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      rules.add(
          new SubjectRule(filter(random), GROUP_FILTERS[random.nextInt(GROUP_FILTERS.length)]));
    }
    return rules;
  }

  private static String filter(RandomGenerator random) {
    List<String> tokens = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      tokens.add(random.nextInt(4) == 0 ? "*" : LITERALS[random.nextInt(LITERALS.length)]);
    }
    if (random.nextInt(4) == 0) {
      tokens.set(tokens.size() - 1, ">");
    }
    return String.join(".", tokens);
  }

  private static String literal(RandomGenerator random) {
    List<String> tokens = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      tokens.add(LITERALS[random.nextInt(LITERALS.length)]);
    }
    return String.join(".", tokens);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
