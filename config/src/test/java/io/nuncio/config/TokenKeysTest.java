package io.nuncio.config;

import static io.nuncio.config.Understood.accepted;
import static io.nuncio.config.Understood.mistakes;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.auth.NamedToken;
import io.nuncio.auth.Permissions;
import io.nuncio.auth.Secret;
import io.nuncio.auth.SubjectRule;
import io.nuncio.auth.SubjectRules;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `authorization { tokens }`.
class TokenKeysTest {
  private static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");

  private static String tokens(String entries) {
    return "authorization { tokens: [ " + entries + " ] }";
  }

  private static List<NamedToken> read(String entries) {
    AuthenticationConfig config =
        accepted(tokens(entries), Map.of("TOKEN", "12345")).config().authentication();
    assertThat(config).isInstanceOf(AuthenticationConfig.Tokens.class);
    return ((AuthenticationConfig.Tokens) config).tokens();
  }

  private static String hashes(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "{ name: n%d, token: $2b$11$%022d }".formatted(i, i))
        .collect(Collectors.joining(", "));
  }

  @Test
  void listHoldsNamesTokensAndWhenTheyExpire() {
    assertThat(
            read(
                """
                { token: "one", name: "ci" }
                { token: "$2b$11$x", name: old, EXPIRES: "2026-12-01T01:00:00+01:00" },
                { name: 2, token: $TOKEN, expires: 2026-12-01T00:00:00Z }
                """))
        .containsExactly(
            new NamedToken("ci", Secret.of("one"), null),
            new NamedToken("old", Secret.of("$2b$11$x"), DECEMBER),
            new NamedToken("2", Secret.of("12345"), DECEMBER));
  }

  @Test
  void tokenBringsItsPermissionsAndHowManyMayHoldIt() {
    assertThat(
            read(
                """
                { token: one, name: ci, permissions { publish: "a.>", subscribe: "b q" } }
                { token: two, name: web, max_connections: 3 }
                """))
        .containsExactly(
            new NamedToken(
                "ci",
                Secret.of("one"),
                null,
                new Permissions(
                    SubjectRules.of(List.of(SubjectRule.of("a.>")), List.of()),
                    SubjectRules.of(List.of(new SubjectRule("b", "q")), List.of()),
                    null),
                0),
            new NamedToken("web", Secret.of("two"), null, Permissions.ALL, 3));
  }

  @Test
  void permissionsForAllHoldForTokensWithoutTheirOwnWhereverTheyStand() {
    AuthenticationConfig config =
        accepted(
                """
                authorization {
                  tokens: [ { name: a, token: x }, { name: b, token: y, permissions { pub: own } } ]
                  default_permissions { publish: common }
                }
                """)
            .config()
            .authentication();

    assertThat(((AuthenticationConfig.Tokens) config).tokens())
        .extracting(token -> token.permissions().publish().allow())
        .containsExactly(List.of(SubjectRule.of("common")), List.of(SubjectRule.of("own")));
  }

  @Test
  void namesDifferByCase() {
    assertThat(read("{ name: ci, token: a }, { name: CI, token: b }")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "authorization { tokens: [] } | is empty, so nobody could get in",
        "authorization { tokens: s3cr3t } | expected a list",
        "authorization { tokens: { name: a, token: s3cr3t } } | expected a list",
        "authorization { tokens: [ s3cr3t ] } | expected a block",
      })
  void listThatIsNoneIsRefused(String text, String reason) {
    assertThat(mistakes(text))
        .singleElement()
        .asString()
        .contains("authorization.tokens", reason)
        .doesNotContain("s3cr3t");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ token: s3cr3t } | an entry needs a name",
        "{ name: a } | an entry needs a token or a token_file",
        "{ name: a, token: \"\" } | authorization.tokens.token is empty",
        "{ name: a, token: null } | authorization.tokens.token is null",
        "{ name: a, token: [s3cr3t] } | authorization.tokens.token: expected a text",
        "{ name: \"\", token: s3cr3t } | authorization.tokens.name is empty",
        "{ name: [a], token: s3cr3t } | authorization.tokens.name: expected a text",
        "{ name: \"a b\", token: s3cr3t } | without spaces and quotes",
        "{ name: \"a'b\", token: s3cr3t } | without spaces and quotes",
        "{ name: \"\u00e4\", token: s3cr3t } | without spaces and quotes",
        "{ name: \"a\\x07\", token: s3cr3t } | without spaces and quotes",
        "{ name: s3cr3t, token: s3cr3t } | name holds the token itself",
        "{ name: for-s3cr3t, token: s3cr3t } | name holds the token itself",
        "{ name: a, token: s3cr3t, expire: x } | unknown field \"expire\"",
        "{ name: a, token: s3cr3t, max_connections: 0 } | expected a number from 1 to",
        "{ name: a, token: s3cr3t, max_connections: many } | expected a whole number",
        "{ name: a, token: s3cr3t, permissions: x } | Expected permissions to be a map/struct",
        "{ name: a, token: s3cr3t, expires: tomorrow } | expires: expected a date and a time",
        "{ name: a, token: s3cr3t, expires: \"2026-12-01\" } | expires: expected a date",
        "{ name: a, token: s3cr3t, expires: 5 } | expires: expected a date and a time",
        "{ name: a, token: s3cr3t }, { name: a, token: b } | the same as that of the entry at",
        "{ name: a, token: s3cr3t }, { name: b, token: s3cr3t } | the same token as the entry at",
        "{ name: s3cr3t, token: a }, { name: b, token: s3cr3t } | is the token of the entry at",
        "{ name: a, token: s3cr3t, token_file: \"/none\" } | /none no such file",
      })
  void entryInDisorderIsRefusedWithoutItsSecret(String entries, String reason) {
    assertThat(mistakes(tokens(entries)))
        .anyMatch(each -> each.contains(reason))
        .allMatch(each -> each.startsWith("nats.conf:1:"))
        .noneMatch(each -> each.contains("s3cr3t"));
  }

  @Test
  void tokenBesidesATokenFileIsRefused() {
    assertThat(mistakes(tokens("{ name: a, token: b, token_file: \"/none\" }")))
        .anyMatch(each -> each.contains("token and token_file exclude each other"));
  }

  @Test
  void nameHasAtMost64Characters() {
    assertThat(read("{ name: \"" + "n".repeat(64) + "\", token: t }")).hasSize(1);
    assertThat(mistakes(tokens("{ name: \"" + "n".repeat(65) + "\", token: t }"))).hasSize(1);
  }

  @Test
  void allMistakesAreToldAtOnce() {
    assertThat(mistakes(tokens("{ name: a }\n{ token: b }\n{ name: c, tokn: d }") + "\nprot: 1"))
        .hasSize(5);
  }

  @Test
  void moreThanEightHashesAreRefused() {
    assertThat(read(hashes(8) + ", { name: plain, token: t }")).hasSize(9);
    assertThat(mistakes(tokens(hashes(9))))
        .singleElement()
        .asString()
        .contains("at most 8 of them may be bcrypt hashes", "got 9", "token_file");
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 1_001})
  void thousandTokensAreTheMost(int count) {
    String entries =
        IntStream.range(0, count)
            .mapToObj(i -> "{ name: n" + i + ", token: t" + i + "x }")
            .collect(Collectors.joining("\n"));

    if (count == 1_000) {
      assertThat(read(entries)).hasSize(1_000);
    } else {
      assertThat(mistakes(tokens(entries)))
          .singleElement()
          .asString()
          .endsWith("authorization.tokens: at most 1000 tokens, got 1001");
    }
  }

  @Test
  void expiredTokenIsNamedAndKept() {
    var tokens =
        new AuthenticationConfig.Tokens(
            List.of(
                new NamedToken("past", Secret.of("a"), DECEMBER.minusSeconds(1)),
                new NamedToken("now", Secret.of("b"), DECEMBER),
                new NamedToken("future", Secret.of("c"), DECEMBER.plusSeconds(1)),
                new NamedToken("never", Secret.of("d"), null)));

    assertThat(tokens.expired(DECEMBER)).containsExactly("past", "now");
  }
}
