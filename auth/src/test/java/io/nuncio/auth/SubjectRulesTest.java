package io.nuncio.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectRulesTest {
  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  private static SubjectRules allow(String... filters) {
    return SubjectRules.of(List.of(filters).stream().map(SubjectRule::of).toList(), List.of());
  }

  private static SubjectRules deny(String... filters) {
    return SubjectRules.of(null, List.of(filters).stream().map(SubjectRule::of).toList());
  }

  private static boolean mayPublish(SubjectRules rules, String subject) {
    return rules.mayPublish(utf8(subject), 0, utf8(subject).length);
  }

  @Test
  void withoutAllowListEverythingIsAllowed() {
    assertThat(SubjectRules.of(null, List.of())).isSameAs(SubjectRules.ALL);
    assertThat(mayPublish(SubjectRules.ALL, "a")).isTrue();
  }

  @Test
  void withAnEmptyAllowListNothingIsAllowed() {
    assertThat(mayPublish(allow(), "a")).isFalse();
    assertThat(allow().isAll()).isFalse();
  }

  @Test
  void denialOverridesPermission() {
    var rules = SubjectRules.of(List.of(SubjectRule.of(">")), List.of(SubjectRule.of("a.b")));

    assertThat(mayPublish(rules, "a.b")).isFalse();
    assertThat(mayPublish(rules, "a.c")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "foo.*,   foo.*,   true",
    "foo.*,   foo.>,   false",
    "foo.>,   foo.>,   true",
    "foo.>,   foo.*.a, true",
    "foo.>,   >,       false",
    "foo.bar, foo.*,   false",
    "*,       >,       false",
    ">,       >,       true"
  })
  void subscriptionNeedsOneRuleThatCoversAllOfIt(String rule, String filter, boolean allowed) {
    assertThat(allow(rule).maySubscribe(utf8(filter), new byte[0])).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "foo.bar, foo.*,   true,  true",
    "foo.bar, foo.bar, false, true",
    "foo.*,   foo.*,   false, true",
    "foo.>,   foo.*,   false, true",
    "foo.bar, baz.*,   true,  false",
    "foo.*.x, foo.a.>, true,  true"
  })
  void subscriptionWiderThanADenialIsAllowedInPart(
      String rule, String filter, boolean allowed, boolean partly) {
    assertThat(deny(rule).maySubscribe(utf8(filter), new byte[0])).isEqualTo(allowed);
    assertThat(deny(rule).isPartlyDenied(utf8(filter), new byte[0])).isEqualTo(partly);
  }

  @ParameterizedTest
  @CsvSource({
    // allowed, group, may subscribe
    "foo,             '', true",
    "foo,             v1, true",
    "foo v1,          v1, true",
    "foo v1,          v2, false",
    "foo v1,          '', false",
    "foo; foo v1,     '', true",
    "foo; foo v1,     v1, true",
    "foo; foo v1,     v2, false",
    "foo v.*,         v.1, true",
    "foo v.>,         v.1.2, true",
    "foo v.*,         v.1.2, false"
  })
  void ruleMayBeAboutQueueGroupsOnly(String allowed, String group, boolean may) {
    var rules =
        SubjectRules.of(
            List.of(allowed.split("; ", -1)).stream()
                .map(text -> text.split(" ", -1))
                .map(parts -> new SubjectRule(parts[0], parts.length > 1 ? parts[1] : ""))
                .toList(),
            List.of());

    assertThat(rules.maySubscribe(utf8("foo"), utf8(group))).isEqualTo(may);
  }

  @Test
  void queueGroupKeptFromASubjectDoesNotReceiveItByAWiderFilter() {
    var rules =
        SubjectRules.of(
            List.of(SubjectRule.of(">"), new SubjectRule("foo", "v1")),
            List.of(new SubjectRule("bar", "v2")));

    assertThat(rules.maySubscribe(utf8("*"), utf8("v2"))).isTrue();
    assertThat(rules.isPartlyDenied(utf8("*"), utf8("v2"))).isTrue();
    assertThat(rules.mayReceive(utf8("foo"), 0, 3, utf8("v2"))).isFalse();
    assertThat(rules.mayReceive(utf8("bar"), 0, 3, utf8("v2"))).isFalse();
    assertThat(rules.mayReceive(utf8("baz"), 0, 3, utf8("v2"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a..b", ".a", "a.", ">.a", "a b"})
  void whatIsNoSubjectIsNoRule(String filter) {
    assertThatThrownBy(() -> SubjectRule.of(filter)).isInstanceOf(IllegalArgumentException.class);
  }
}
