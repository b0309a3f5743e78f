package io.nuncio.config;

import static io.nuncio.config.Understood.accepted;
import static io.nuncio.config.Understood.mistakes;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.auth.Permissions;
import io.nuncio.auth.ResponseRule;
import io.nuncio.auth.SubjectRule;
import io.nuncio.auth.SubjectRules;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `permissions { publish, subscribe, allow_responses }`.
class PermissionKeysTest {
  private static String user(String permissions) {
    return "authorization { users: [ { user: ann, password: s3cr3t, permissions "
        + permissions
        + " } ] }";
  }

  private static Permissions read(String permissions) {
    AuthenticationConfig config = accepted(user(permissions)).config().authentication();
    return ((AuthenticationConfig.Users) config).users().getFirst().permissions();
  }

  private static SubjectRules allow(String... subjects) {
    return SubjectRules.of(rules(subjects), List.of());
  }

  private static List<SubjectRule> rules(String... subjects) {
    return List.of(subjects).stream().map(SubjectRule::of).toList();
  }

  private static Permissions may(
      SubjectRules publish, SubjectRules subscribe, @Nullable ResponseRule responses) {
    return new Permissions(publish, subscribe, responses);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ publish: \"a.*\", subscribe: [ b, \"c.>\" ] }",
        "{ PUB: \"a.*\", Sub: [ b, \"c.>\" ] }",
        "{ import: \"a.*\", export: [ b, \"c.>\" ] }",
        "{ publish { allow: \"a.*\" }, subscribe { allow: [ b, \"c.>\" ], deny: [] } }",
      })
  void subjectsAreAllowedInEachForm(String permissions) {
    assertThat(read(permissions)).isEqualTo(may(allow("a.*"), allow("b", "c.>"), null));
  }

  @Test
  void whatIsDeniedMayStandAloneOrBesidesWhatIsAllowed() {
    assertThat(
            read("{ publish { deny: \"a.>\" }, subscribe { allow: \"b.*\", deny: [ b.x, b.y ] } }"))
        .isEqualTo(
            may(
                SubjectRules.of(null, rules("a.>")),
                SubjectRules.of(rules("b.*"), rules("b.x", "b.y")),
                null));
  }

  @Test
  void subscriptionsMayBeOfAQueueGroup() {
    assertThat(read("{ subscribe { allow: [ \"a q\", \" b  v1.* \" ], deny: \"c >\" } }"))
        .isEqualTo(
            may(
                SubjectRules.ALL,
                SubjectRules.of(
                    List.of(new SubjectRule("a", "q"), new SubjectRule("b", "v1.*")),
                    List.of(new SubjectRule("c", ">"))),
                null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{ publish {} }", "{ allow_responses: false }"})
  void everythingIsAllowedWhereNothingIsSaid(String permissions) {
    assertThat(read(permissions)).isEqualTo(Permissions.ALL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ allow_responses: true } | 1 | PT2M",
        "{ allow_responses {} } | 1 | PT2M",
        "{ publish_allow_responses { max: 5 } } | 5 | PT2M",
        "{ allow_responses { max_msgs: 0, expires: \"0s\" } } | 1 | PT2M",
        "{ allow_responses { max_messages: -1, expires: \"-1s\" } } | -1 | PT-1S",
        "{ allow_responses { max_responses: 2, ttl: \"90s\" } } | 2 | PT1M30S",
        "{ allow_responses { expiration: \"5ms\" } } | 1 | PT0.005S",
      })
  void whoMayAnswerMayPublishNothingElse(String permissions, int most, Duration expires) {
    assertThat(read(permissions))
        .isEqualTo(may(allow(), SubjectRules.ALL, new ResponseRule(most, expires)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ allow_responses: true, publish: a }",
        "{ publish: a, allow_responses: true }",
        "{ publish { allow: a }, allow_responses: true }",
      })
  void whoMayAnswerMayPublishWhatIsSaidBesides(String permissions) {
    assertThat(read(permissions))
        .isEqualTo(may(allow("a"), SubjectRules.ALL, ResponseRule.defaults()));
  }

  @Test
  void whoMayAnswerMayPublishNothingElseEvenIfOnlySomethingIsDenied() {
    assertThat(read("{ publish { deny: a }, allow_responses: true }"))
        .isEqualTo(
            may(SubjectRules.of(List.of(), rules("a")), SubjectRules.ALL, ResponseRule.defaults()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a | Expected permissions to be a map/struct",
        "{ publish: \"\" } | subject \"\" is not a valid subject",
        "{ publish: \"a..b\" } | subject \"a..b\" is not a valid subject",
        "{ publish: [ ok, \"a b\" ] } | subject \"a b\" is not a valid subject: a queue group can",
        "{ publish { deny: \".a\" } } | subject \".a\" is not a valid subject",
        "{ subscribe: \"a.>.b\" } | subject \"a.>.b\" is not a valid subject",
        "{ subscribe: \"a b c\" } | subject \"a b c\" is not a valid subject",
        "{ subscribe: \"a. q\" } | subject \"a.\" is not a valid subject",
        "{ subscribe: \"a q..r\" } | queue \"q..r\" is not a valid queue",
        "{ subscribe: 5 } | Expected subject permissions to be a subject, or array of subjects",
        "{ subscribe: [ 5 ] } | Subject in permissions array cannot be cast to string",
        "{ subscribe { allow { a: b } } } | Expected subject permissions to be a subject",
        "{ publish: [] } | an empty list of subjects would allow everything",
        "{ subscribe { allow: [] } } | an empty list of subjects would allow everything",
        "{ publsh: a } | Unknown field \"publsh\" parsing permissions",
        "{ publish { alow: a } } | Unknown field name \"alow\" parsing subject permissions, only",
        "{ allow_responses: 5 } | error parsing response permissions, expected a boolean or a map",
        "{ allow_responses { max: many } } | expected a whole number",
        "{ allow_responses { expires: 5 } } | error parsing expires, not a duration string",
        "{ allow_responses { expires: soon } } | error parsing expires: ",
        "{ allow_responses { most: 5 } } | Unknown field \"most\" parsing permissions",
      })
  void whatIsInDisorderIsRefusedWithItsPlace(String permissions, String reason) {
    assertThat(mistakes(user(permissions)))
        .singleElement()
        .asString()
        .startsWith("nats.conf:1:")
        .contains(reason);
  }

  @Test
  void fieldThatAVariableUsesIsNotUnknown() {
    assertThat(read("{ mine: \"a.>\", publish: $mine }").publish()).isEqualTo(allow("a.>"));
  }

  @Test
  void permissionsForAllHoldForUsersWithoutTheirOwnWhereverTheyStand() {
    AuthenticationConfig config =
        accepted(
                """
                authorization {
                  default_permissions { publish: common }
                  users: [
                    { user: ann, password: a }
                    { user: bob, password: b, permission { publish: own } }
                    { user: eve, password: c, authorization {} }
                  ]
                }
                """)
            .config()
            .authentication();

    assertThat(((AuthenticationConfig.Users) config).users())
        .extracting(user -> user.permissions().publish())
        .containsExactly(allow("common"), allow("own"), SubjectRules.ALL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "authorization { token: t, default_permissions { publish: a } }",
        "authorization { permissions { publish: a }, user: u, password: p }",
        "authorization { default_permission { publish: a } }",
      })
  void permissionsThatWouldHoldForNobodyAreRefused(String text) {
    assertThat(mistakes(text))
        .singleElement()
        .asString()
        .contains("hold for users and for tokens with names only", "users: [ … ]");
  }
}
