package io.nuncio.config;

import static io.nuncio.config.Understood.accepted;
import static io.nuncio.config.Understood.mistakes;
import static io.nuncio.config.Understood.token;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `authorization { token }`: what counts as a token, and that nothing else opens the server.
class TokenInFileTest {
  private static final String HASH = "$11$eVppp6fg11R0dUVqpHdHRerQPBip3YlwA9zSnL81WNGPAoJUKc.Xy";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"s3cr3t", "12ab", "1e5", "ab#c", "ab//c", "30s", "nulls", "a$b", "$2a$x"})
  void bareTextIsTheTokenWithoutAWarning(String written) {
    ConfigFile.Accepted accepted = accepted("authorization { token: " + written + " }");

    assertThat(accepted.config().authentication()).isEqualTo(token(written));
    assertThat(accepted.warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"$2a", "$2b", "$2x", "$2y"})
  void hashNeedsNoQuotes(String variant) {
    var hash = token(variant + HASH);

    assertThat(
            accepted("authorization { token: " + variant + HASH + " }").config().authentication())
        .isEqualTo(hash);
    assertThat(
            accepted("authorization { token: \"" + variant + HASH + "\" }")
                .config()
                .authentication())
        .isEqualTo(hash);
    assertThat(
            accepted("authorization { token: $T }", Map.of("T", variant + HASH))
                .config()
                .authentication())
        .isEqualTo(hash);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12345",
        "012345",
        "-5",
        "5k",
        "64KiB",
        "true",
        "TRUE",
        "yes",
        "off",
        "1.50",
        "2026-12-01T00:00:00Z",
      })
  void whatIsNoTextIsTheTokenAsWrittenWithAHintToQuote(String written) {
    ConfigFile.Accepted accepted = accepted("authorization { token: " + written + " }");

    assertThat(accepted.config().authentication()).isEqualTo(token(written));
    assertThat(accepted.warnings())
        .containsExactly(
            "nats.conf:1:24: authorization.token does not look like a text; put it in quotes to"
                + " make it a text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"12345", "5k", "true", "0.10", "2026-12-01T00:00:00Z", "s3cr3t", "'5k'"})
  void variableOfTheEnvironmentIsTheTokenAsWritten(String value) {
    assertThat(
            accepted("authorization { token: $TOKEN }", Map.of("TOKEN", value))
                .config()
                .authentication())
        .isEqualTo(token(value.replace("'", "")));
  }

  @Test
  void variableOfTheFileIsTheTokenAsWritten() {
    assertThat(accepted("t: 5k\nauthorization { token: $t }").config().authentication())
        .isEqualTo(token("5k"));
  }

  @Test
  void includedFileMayHoldTheToken() throws IOException {
    Files.writeString(folder.resolve("secret.conf"), "token: \"s3cr3t\"\n");
    Path file =
        Files.writeString(folder.resolve("nats.conf"), "authorization { include secret.conf }");

    assertThat(ConfigFile.read(file, name -> null))
        .isInstanceOfSatisfying(
            ConfigFile.Accepted.class,
            accepted -> assertThat(accepted.config().authentication()).isEqualTo(token("s3cr3t")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "token: \"\"",
        "token: ''",
        "token:",
        "token: null",
        "token: NULL",
        "token: {}",
        "token: []",
        "token: { token: s3cr3t }",
        "token: [ s3cr3t ]",
        "token: $UNSET",
        "token: $EMPTY",
        "token: $BLANK",
        "token: $QUOTES",
        "token: $NULL",
        "token: $NOTHING",
        "authorization { token: s3cr3t }",
        "password: s3cr3t",
        "user: ann",
        "user: ann, password: \"\"",
        "user: ann, password: null",
        "user: \"\", password: s3cr3t",
        "user: ann, password: s3cr3t, token: t0ken",
      })
  void whatWouldLetEverybodyInIsRefused(String block) {
    var environment =
        Map.of("EMPTY", "", "BLANK", "  ", "QUOTES", "\"\"", "NULL", "null", "NOTHING", "{}");

    assertThat(mistakes("authorization { " + block + " }", environment))
        .isNotEmpty()
        .allMatch(each -> each.startsWith("nats.conf:1:"))
        .noneMatch(each -> each.contains("s3cr3t"));
  }

  @Test
  void quotesMakeATokenOfTheWordNull() {
    assertThat(accepted("authorization { token: \"null\" }").config().authentication())
        .isEqualTo(token("null"));
  }

  @Test
  void bytesThatAreNotUtf8AreRefusedSinceNoClientCouldSendThem() throws IOException {
    Path file = folder.resolve("nats.conf");
    Files.write(
        file,
        "authorization { token: \"\u00e4\u00f6\u00fc\" }".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(ConfigFile.read(file, name -> null))
        .isInstanceOfSatisfying(
            ConfigFile.Refused.class,
            refused ->
                assertThat(refused.mistakes())
                    .singleElement()
                    .asString()
                    .contains("authorization.token is not a text in UTF-8"));
  }

  static String[] severalWays() {
    return new String[] {
      "token: a, tokens: [ { name: n, token: b } ]",
      "token_file: \"FILE\", token: a",
      "token_file: \"FILE\", tokens: [ { name: n, token: b } ]",
      "token_file: \"FILE\", user: u, password: p",
      "tokens: [ { name: n, token: b } ], user: u, password: p",
      "tokens: [ { name: n, token: b } ], users: [ { user: u, password: p } ]",
      "token_file: \"FILE\", users: []",
    };
  }

  @ParameterizedTest
  @MethodSource("severalWays")
  void severalWaysToProveOneselfExcludeEachOther(String block) throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "s3cr3t");

    assertThat(mistakes("authorization { " + block.replace("FILE", file.toString()) + " }"))
        .anyMatch(each -> each.contains(" exclude each other, ") && each.contains(": leave out"));
  }
}
