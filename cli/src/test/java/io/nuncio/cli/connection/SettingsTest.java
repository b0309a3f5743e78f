package io.nuncio.cli.connection;

import static io.nuncio.cli.connection.Setting.CREDS;
import static io.nuncio.cli.connection.Setting.NKEY;
import static io.nuncio.cli.connection.Setting.PASSWORD;
import static io.nuncio.cli.connection.Setting.SERVER;
import static io.nuncio.cli.connection.Setting.TIMEOUT;
import static io.nuncio.cli.connection.Setting.TOKEN;
import static io.nuncio.cli.connection.Setting.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.nuncio.cli.outside.CommandFailure;
import io.nuncio.cli.outside.Environment;
import io.nuncio.cli.store.ContextDocument;
import io.nuncio.wire.JsonException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {
  private static final Map<Setting, String> NONE = Map.of();

  private static Settings merged(
      Map<Setting, String> flags, Map<Setting, String> environment, Map<Setting, String> context) {
    return Settings.merged(
        List.of(new Settings(flags), new Settings(environment), new Settings(context)));
  }

  @ParameterizedTest
  @EnumSource(
      value = Setting.class,
      names = {"USER", "PASSWORD", "TOKEN", "CREDS", "NKEY"},
      mode = EnumSource.Mode.EXCLUDE)
  void flagGoesOverEnvironmentAndThatOverContext(Setting setting) {
    Map<Setting, String> flag = Map.of(setting, "f");
    Map<Setting, String> variable = Map.of(setting, "e");
    Map<Setting, String> context = Map.of(setting, "c");

    assertThat(merged(flag, variable, context).get(setting)).isEqualTo("f");
    assertThat(merged(NONE, variable, context).get(setting)).isEqualTo("e");
    assertThat(merged(NONE, NONE, context).get(setting)).isEqualTo("c");
    assertThat(merged(NONE, NONE, NONE).get(setting)).isNull();
  }

  static Stream<Arguments> identities() {
    return Stream.of(
        arguments(
            "one layer's way counts, and not the ways below it",
            Map.of(TOKEN, "t"),
            Map.of(USER, "joe", PASSWORD, "p"),
            Map.of(CREDS, "c"),
            Map.of(TOKEN, "t")),
        arguments(
            "environment before context",
            NONE,
            Map.of(NKEY, "n"),
            Map.of(TOKEN, "t"),
            Map.of(NKEY, "n")),
        arguments(
            "the password from below belongs to the user",
            Map.of(USER, "joe"),
            Map.of(PASSWORD, "p"),
            NONE,
            Map.of(USER, "joe", PASSWORD, "p")),
        arguments(
            "the user from below belongs to the password",
            Map.of(PASSWORD, "p"),
            NONE,
            Map.of(USER, "joe"),
            Map.of(USER, "joe", PASSWORD, "p")),
        arguments(
            "another user's password is not sent",
            Map.of(USER, "joe"),
            NONE,
            Map.of(USER, "ann", PASSWORD, "p"),
            Map.of(TOKEN, "joe")),
        arguments("a user alone is a token", Map.of(USER, "t"), NONE, NONE, Map.of(TOKEN, "t")));
  }

  static Stream<Arguments> urls() {
    return Stream.of(
        arguments(
            "a URL proves the identity in the place of what is below",
            Map.of(SERVER, "nats://t@a"),
            NONE,
            Map.of(TOKEN, "x"),
            Map.of(SERVER, "nats://t@a")),
        arguments(
            "a URL loses what is said above it",
            Map.of(TOKEN, "x"),
            Map.of(SERVER, "nats://t@a:1,u:p@b"),
            NONE,
            Map.of(SERVER, "nats://a:1,b", TOKEN, "x")),
        arguments(
            "a URL without identity takes it from below",
            Map.of(SERVER, "nats://a"),
            NONE,
            Map.of(SERVER, "nats://t@b", TOKEN, "x"),
            Map.of(SERVER, "nats://a", TOKEN, "x")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"identities", "urls"})
  void whoConnectsComesFromTheStrongestLayer(
      String ignoredName,
      Map<Setting, String> flags,
      Map<Setting, String> environment,
      Map<Setting, String> context,
      Map<Setting, String> expected) {
    assertThat(merged(flags, environment, context)).isEqualTo(new Settings(expected));
  }

  @Test
  void severalWaysInOneLayerAreRefused() {
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> merged(Map.of(TOKEN, "t", CREDS, "c"), NONE, NONE))
        .withMessageContaining("--token and --creds")
        .matches(CommandFailure::isUsage);
  }

  @Test
  void userWithoutPasswordBesideATokenIsRefused() {
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> merged(Map.of(TOKEN, "s3cr3t", USER, "joe"), NONE, NONE))
        .withMessageContaining("--user and --token")
        .withMessageNotContaining("s3cr3t");
  }

  @Test
  void passwordWithoutAUserIsRefused() {
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> merged(NONE, Map.of(PASSWORD, "p"), NONE))
        .withMessageContaining("NATS_USER");
  }

  @Test
  void everySettingIsReadFromItsVariable() {
    var variables = new java.util.HashMap<String, String>();
    var expected = new EnumMap<Setting, String>(Setting.class);
    for (Setting setting : Setting.values()) {
      String variable = setting.variable();
      if (variable != null) {
        variables.put(variable, "v" + setting);
        expected.put(setting, "v" + setting);
      }
    }

    Settings read = Settings.of(new Environment(variables, Path.of("/home/joe")));

    assertThat(read.valueBySetting()).isEqualTo(expected).hasSize(12);
  }

  @Test
  void emptyVariableSaysNothing() {
    var environment = new Environment(Map.of("NATS_TOKEN", ""), Path.of("/home/joe"));

    assertThat(Settings.of(environment).valueBySetting()).isEmpty();
  }

  private static ContextDocument context(String json) throws JsonException {
    return ContextDocument.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void contextIsReadAsTheOfficialCommandWritesIt() throws JsonException {
    ContextDocument context =
        context(
            """
            {"description":"","url":"nats://a:1","socks_proxy":"","token":"t","user":"",
             "creds":"","nsc":"","tls_first":true,"color_scheme":"red"}
            """);

    assertThat(Settings.of("a", context))
        .isEqualTo(
            new Settings(Map.of(SERVER, "nats://a:1", TOKEN, "t", Setting.TLS_FIRST, "true")));
  }

  @Test
  void contextThatNeedsWhatIsNotThereIsRefused() throws JsonException {
    ContextDocument context = context("{\"nsc\":\"nsc://op/acc/user\"}");

    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> Settings.of("a", context))
        .withMessage("context 'a' sets nsc, which nuncio does not do: use another context");
  }

  @Test
  void noValueIsNamed() {
    var settings = new Settings(Map.of(TOKEN, "s3cr3t", TIMEOUT, "1s"));

    assertThat(settings).hasToString("Settings[TOKEN, TIMEOUT]");
  }
}
