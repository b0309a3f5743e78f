package io.nuncio.config;

import static io.nuncio.config.Understood.accepted;
import static io.nuncio.config.Understood.mistakes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nuncio.auth.ConnectionType;
import io.nuncio.auth.KnownUser;
import io.nuncio.auth.KnownUser.Password;
import io.nuncio.auth.Permissions;
import io.nuncio.auth.Secret;
import io.nuncio.wire.Nkey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `authorization { users }` and `no_auth_user`.
class UserKeysTest {
  private static final String KEY = "UCFIRY65OQE7DFP5KLNS2PF2LVZMUZYJX4OZIEQ36N2IQANUB5XVZ45L";
  private static final String SEED = "SUAACAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAN7EY";
  private static final ServerConfig PLAIN = ServerConfig.defaults();

  private static String users(String entries) {
    return "authorization { users: [ " + entries + " ] }";
  }

  private static AuthenticationConfig.Users config(String text) {
    AuthenticationConfig config = accepted(text, Map.of("PW", "12345")).config().authentication();
    assertThat(config).isInstanceOf(AuthenticationConfig.Users.class);
    return (AuthenticationConfig.Users) config;
  }

  private static List<KnownUser> read(String entries) {
    return config(users(entries)).users();
  }

  private static KnownUser user(String name, String password) {
    return KnownUser.of(new Password(name, Secret.of(password)));
  }

  private static ServerConfig authenticating(AuthenticationConfig config) {
    return PLAIN.change().authentication(config).build();
  }

  @Test
  void listHoldsNamesAndPasswordsOrKeys() {
    Nkey key = Nkey.parse(KEY);
    assertThat(key).isNotNull();

    assertThat(
            read(
                """
                { user: ann, password: one }
                { USERNAME: bob, pass: $2a$11$x }
                { user: 3, password: $PW }
                { nkey: %s }
                """
                    .formatted(KEY)))
        .containsExactly(
            user("ann", "one"),
            user("bob", "$2a$11$x"),
            user("3", "12345"),
            KnownUser.of(new KnownUser.Key(key == null ? Nkey.of(new byte[32]) : key)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "allowed_connection_types: [ STANDARD, mqtt_ws ]",
        "connection_types: [ standard, MQTT_WS ]",
        "clients: [ STANDARD, MQTT_WS, standard ]",
      })
  void connectionTypesAreReadInAnyCase(String types) {
    assertThat(read("{ user: a, password: b, " + types + " }"))
        .containsExactly(
            new KnownUser(
                new Password("a", Secret.of("b")),
                Permissions.ALL,
                Set.of(ConnectionType.STANDARD, ConnectionType.MQTT_WS)));
  }

  @Test
  void everyConnectionTypeIsKnown() {
    assertThat(
            read(
                "{ user: a, password: b, connection_types: [ STANDARD, WEBSOCKET, LEAFNODE,"
                    + " LEAFNODE_WS, MQTT, MQTT_WS, IN_PROCESS ] }"))
        .singleElement()
        .satisfies(user -> assertThat(user.connectionTypes()).hasSize(7));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ user: a } | a user without a password would let in everybody who knows the name",
        "{ password: s3cr3t } | User entry requires a user",
        "{ } | User entry requires a user",
        "s3cr3t | Expected user entry to be a map/struct",
        "{ user: a, password: \"\" } | authorization.users.password is empty",
        "{ user: a, password: null } | authorization.users.password is null",
        "{ user: a, password: [ s3cr3t ] } | authorization.users.password: expected a text",
        "{ user: \"\", password: s3cr3t } | authorization.users.user is empty",
        "{ user: a, pasword: s3cr3t, password: b } | unknown field \"pasword\"",
        "{ user: a, password: s3cr3t }, { user: a, password: b } | Duplicate user \"a\" detected",
        "{ user: a, password: s3cr3t, clients: [ TCP, mqtt, x ] } | types [\"TCP\" \"X\"]: expected",
        "{ user: a, password: s3cr3t, clients: [ 5 ] } | expected a text",
        "{ user: a, password: s3cr3t, proxy_required: true } | proxy_required is not built yet",
        "{ nkey: s3cr3t } | Not a valid public nkey for a user: expected 56 characters",
        "{ nkey: \"\" } | Not a valid public nkey for a user",
        "{ nkey: 5 } | authorization.users.nkey: expected a text",
      })
  void entryInDisorderIsRefusedWithoutItsSecret(String entries, String reason) {
    assertThat(mistakes(users(entries)))
        .singleElement()
        .asString()
        .startsWith("nats.conf:1:")
        .contains(reason)
        .doesNotContain("s3cr3t");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ nkey: KEY, user: a } | Nkey users do not take usernames or passwords",
        "{ nkey: KEY, password: a } | Nkey users do not take usernames or passwords",
        "{ nkey: KEY }, { nkey: KEY } | Duplicate nkey \"KEY\" detected",
        "{ nkey: KEY }, { user: KEY, password: a } | Duplicate user \"KEY\" detected",
        "{ nkey: SEED } | this is a seed or a private key",
        "{ nkey: \" SEED\" } | this is a seed or a private key",
      })
  void entryWithAKeyInDisorderIsRefusedWithoutItsSeed(String entries, String reason) {
    assertThat(mistakes(users(entries.replace("KEY", KEY).replace("SEED", SEED))))
        .singleElement()
        .asString()
        .contains(reason.replace("KEY", KEY))
        .doesNotContain(SEED.substring(2, 12));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "users: [] | authorization.users is empty, so nobody could get in",
        "users: ann | Expected users field to be an array",
        "users { user: ann, password: b } | Expected users field to be an array",
        "users: [ { user: a, password: b } ], token: t | Can not have a token and a users array",
        "user: u, password: p, users: [ { user: a, password: b } ] | Can not have a single user/pass",
        "users: [ { user: a, password: b } ], tokens: [ { name: c, token: d } ] | users and tokens",
        "auth_callout { issuer: x } | authorization.auth_callout is not built yet",
      })
  void listThatCannotBeIsRefused(String block, String reason) {
    assertThat(mistakes("authorization { " + block + " }"))
        .singleElement()
        .asString()
        .contains(reason);
  }

  @Test
  void userOfThoseWhoPresentNothingIsOneOfTheList() {
    assertThat(
            config("no_auth_user: b\n" + users("{ user: a, password: x }, { user: b, pass: y }")))
        .satisfies(users -> assertThat(users.silent()).isEqualTo("b"))
        .satisfies(users -> assertThat(users.silentUser()).isEqualTo(user("b", "y")));
    assertThat(config(users("{ nkey: " + KEY + " }") + "\nno_auth_user: " + KEY).silent())
        .isEqualTo(KEY);
    assertThat(config(users("{ user: a, password: x }") + "\nno_auth_user: \"\"").silentUser())
        .isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "no_auth_user: a | no_auth_user: \"a\" present, but users/nkeys are not defined",
        "no_auth_user: a, authorization { token: t } | present, but users/nkeys are not defined",
        "no_auth_user: a, authorization { user: a, pass: b } | but users/nkeys are not defined",
        "no_auth_user: b, authorization { users: [ { user: a, pass: c } ] } | "
            + "no_auth_user: \"b\" not present as user or nkey in authorization block or account",
        "no_auth_user: 5 | no_auth_user: expected a text",
      })
  void userOfThoseWhoPresentNothingMustBeThere(String text, String reason) {
    assertThat(mistakes(text)).singleElement().asString().contains(reason);
  }

  @Test
  void seedInPlaceOfTheUserOfThoseWhoPresentNothingIsNotRepeated() {
    assertThat(mistakes("no_auth_user: " + SEED))
        .singleElement()
        .asString()
        .contains("[REDACTED]")
        .doesNotContain(SEED);
  }

  @Test
  void plainPasswordIsNoticedAmongOthers() {
    assertThat(config(users("{ user: a, password: x }")).hasPlainPasswords()).isTrue();
    assertThat(config(users("{ user: a, password: $2a$11$x }")).hasPlainPasswords()).isFalse();
    assertThat(config(users("{ nkey: " + KEY + " }")).hasPlainPasswords()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ user: b, password: y }, { user: a, password: x }",
        "{ user: a, password: x }\n{ user: b, password: y }",
      })
  void orderOfUsersIsNoDifference(String entries) {
    var before = authenticating(config(users("{ user: a, password: x }, { user: b, pass: y }")));

    assertThat(ConfigDiff.between(before, authenticating(config(users(entries))))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ user: a, password: y } | Reloaded: authorization users",
        "{ user: a, password: x, permissions { pub: b } } | Reloaded: authorization users",
        "{ user: a, password: x, clients: [ MQTT ] } | Reloaded: authorization users",
        "{ user: a, password: x }, { nkey: KEY } | Reloaded: authorization nkey users",
      })
  void changeOfUsersIsReported(String entries, String line) {
    var before = authenticating(config(users("{ user: a, password: x }")));
    var after = authenticating(config(users(entries.replace("KEY", KEY))));

    assertThat(ConfigDiff.between(before, after))
        .containsExactly(new ConfigChange.Reloadable("authorization.users", line));
  }

  @ParameterizedTest
  @CsvSource({"'', a, false", "a, b, false", "a, '', false", "a, a, true", "'', '', true"})
  void userOfThoseWhoPresentNothingNeedsARestart(String before, String after, boolean follows) {
    List<KnownUser> users = List.of(user("a", "x"), user("b", "y"));

    List<ConfigChange> changes =
        ConfigDiff.between(
            authenticating(new AuthenticationConfig.Users(users, before)),
            authenticating(new AuthenticationConfig.Users(users, after)));

    assertThat(changes.isEmpty()).isEqualTo(follows);
    assertThat(changes).allMatch(change -> change instanceof ConfigChange.NeedsRestart);
  }

  @Test
  void userOfThoseWhoPresentNothingMayGoTogetherWithItsEntry() {
    var before = new AuthenticationConfig.Users(List.of(user("a", "x"), user("b", "y")), "b");
    var after = new AuthenticationConfig.Users(List.of(user("a", "x")), "");

    assertThat(ConfigDiff.between(authenticating(before), authenticating(after)))
        .allMatch(change -> change instanceof ConfigChange.Reloadable);
  }

  @Test
  void usersAreSomeAndDiffer() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AuthenticationConfig.Users(List.of(), ""));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new AuthenticationConfig.Users(List.of(user("a", "x"), user("a", "y")), ""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AuthenticationConfig.Users(List.of(user("a", "x")), "b"));
  }
}
