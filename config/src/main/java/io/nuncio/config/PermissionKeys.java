package io.nuncio.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.auth.Permissions;
import io.nuncio.auth.ResponseRule;
import io.nuncio.auth.SubjectRule;
import io.nuncio.auth.SubjectRules;
import io.nuncio.config.ConfigFile.Findings;
import io.nuncio.config.conf.ConfDuration;
import io.nuncio.config.conf.ConfNode;
import io.nuncio.wire.Subjects;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A block of permissions: `{ publish, subscribe, allow_responses }`.
///
/// Where nats-server would silently take an empty list for "everything is allowed", this is a
/// mistake: whoever writes `allow: []` means nothing.
final class PermissionKeys {
  private static final String ONE_SUBJECT = "such as \"orders.*\"";

  private final ConfigValues values;
  private final Findings findings;

  PermissionKeys(ConfigValues values, Findings findings) {
    this.values = values;
    this.findings = findings;
  }

  /// What `node` says; everything is allowed after a mistake.
  Permissions read(ConfNode node) {
    if (!(node instanceof ConfNode.Map map)) {
      findings.mistake(
          node, "Expected permissions to be a map/struct, such as { publish: \"orders.*\" }");
      return Permissions.ALL;
    }
    SubjectRules publish = SubjectRules.ALL;
    SubjectRules subscribe = SubjectRules.ALL;
    @Nullable ResponseRule responses = null;
    for (ConfNode.Entry entry : map.entries().values()) {
      switch (entry.key().toLowerCase(Locale.ROOT)) {
        case "pub", "publish", "import" -> publish = rules(entry.value(), false);
        case "sub", "subscribe", "export" -> subscribe = rules(entry.value(), true);
        case "allow_responses", "publish_allow_responses" -> responses = responses(entry.value());
        default -> unknown(entry, " (permissions have publish, subscribe and allow_responses)");
      }
    }
    if (responses != null && publish.allow() == null) {
      // Whoever may answer may not publish anything else, unless it is said.
      publish = SubjectRules.of(List.of(), publish.deny());
    }
    return new Permissions(publish, subscribe, responses);
  }

  private void unknown(ConfNode.Entry entry, String hint) {
    if (!entry.usedAsVariable()) {
      findings.mistake(
          entry.position() + ": Unknown field \"" + entry.key() + "\" parsing permissions" + hint);
    }
  }

  /// A subject, a list of them, or `{ allow, deny }` of both.
  private SubjectRules rules(ConfNode node, boolean queues) {
    if (!(node instanceof ConfNode.Map map)) {
      List<SubjectRule> allow = subjects(node, queues);
      checkAllows(node, allow);
      return SubjectRules.of(allow, List.of());
    }
    @Nullable List<SubjectRule> allow = null;
    List<SubjectRule> deny = List.of();
    for (ConfNode.Entry entry : map.entries().values()) {
      switch (entry.key().toLowerCase(Locale.ROOT)) {
        case "allow" -> {
          allow = subjects(entry.value(), queues);
          checkAllows(entry.value(), allow);
        }
        case "deny" -> deny = subjects(entry.value(), queues);
        default -> {
          if (!entry.usedAsVariable()) {
            findings.mistake(
                entry.position()
                    + ": Unknown field name \""
                    + entry.key()
                    + "\" parsing subject permissions, only 'allow' or 'deny' are permitted");
          }
        }
      }
    }
    return SubjectRules.of(allow, deny);
  }

  private void checkAllows(ConfNode node, List<SubjectRule> allow) {
    if (allow.isEmpty() && node instanceof ConfNode.List list && list.values().isEmpty()) {
      findings.mistake(
          node,
          "an empty list of subjects would allow everything: leave it out if that is meant, and"
              + " write { deny: \">\" } if nothing is to be allowed");
    }
  }

  private List<SubjectRule> subjects(ConfNode node, boolean queues) {
    List<SubjectRule> rules = new ArrayList<>();
    if (node instanceof ConfNode.List list) {
      for (ConfNode each : list.values()) {
        if (each instanceof ConfNode.Text text) {
          add(rules, text, queues);
        } else {
          findings.mistake(
              each,
              "Subject in permissions array cannot be cast to string: put it in quotes, "
                  + ONE_SUBJECT);
        }
      }
    } else if (node instanceof ConfNode.Text text) {
      add(rules, text, queues);
    } else {
      findings.mistake(
          node,
          "Expected subject permissions to be a subject, or array of subjects, " + ONE_SUBJECT);
    }
    return rules;
  }

  private void add(List<SubjectRule> rules, ConfNode.Text text, boolean queues) {
    String subject = text.value();
    if (isSubject(subject)) {
      rules.add(SubjectRule.of(subject));
      return;
    }
    List<String> words = words(subject);
    if (!queues || words.size() != 2) {
      String hint =
          words.size() == 2
              ? ": a queue group can only be named where subscriptions are meant"
              : "";
      findings.mistake(text, "subject \"" + subject + "\" is not a valid subject" + hint);
    } else if (!isSubject(words.get(0))) {
      findings.mistake(text, "subject \"" + words.get(0) + "\" is not a valid subject");
    } else if (!isSubject(words.get(1))) {
      findings.mistake(text, "queue \"" + words.get(1) + "\" is not a valid queue");
    } else {
      rules.add(new SubjectRule(words.get(0), words.get(1)));
    }
  }

  private static boolean isSubject(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return SecretValues.isUnicode(text) && Subjects.isFilter(bytes, 0, bytes.length);
  }

  private static List<String> words(String text) {
    return List.of(text.strip().split("\\s+", 4));
  }

  /// True, false, or `{ max, expires }`; null for no answers.
  private @Nullable ResponseRule responses(ConfNode node) {
    if (node instanceof ConfNode.Bool bool) {
      return bool.value() ? ResponseRule.defaults() : null;
    }
    if (!(node instanceof ConfNode.Map map)) {
      findings.mistake(
          node, "error parsing response permissions, expected a boolean or a map { max, expires }");
      return null;
    }
    int most = ResponseRule.DEFAULT_MAX_MESSAGES;
    Duration expires = ResponseRule.DEFAULT_EXPIRES;
    for (ConfNode.Entry entry : map.entries().values()) {
      String key = entry.key().toLowerCase(Locale.ROOT);
      switch (key) {
        case "max", "max_msgs", "max_messages", "max_responses" -> {
          Integer number = values.integer(key, entry.value(), Integer.MIN_VALUE, Integer.MAX_VALUE);
          most = number == null || number == 0 ? most : number;
        }
        case "expires", "expiration", "ttl" -> expires = expires(entry.value(), expires);
        default -> unknown(entry, " (allow_responses has max and expires)");
      }
    }
    return new ResponseRule(most, expires);
  }

  private Duration expires(ConfNode node, Duration otherwise) {
    if (!(node instanceof ConfNode.Text text)) {
      findings.mistake(
          node, "error parsing expires, not a duration string: write a unit, such as \"2m\"");
      return otherwise;
    }
    ConfDuration parsed = ConfDuration.parse(text.value());
    if (parsed instanceof ConfDuration.Valid(Duration duration)) {
      return duration.isZero() ? otherwise : duration;
    }
    String mistake = parsed instanceof ConfDuration.Invalid(String reason) ? reason : "";
    findings.mistake(node, "error parsing expires: " + mistake);
    return otherwise;
  }
}
