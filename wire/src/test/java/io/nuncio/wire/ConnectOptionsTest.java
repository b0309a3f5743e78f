package io.nuncio.wire;

import static io.nuncio.wire.ParserRun.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nuncio.wire.ConnectOptions.Credentials;
import io.nuncio.wire.ConnectOptions.Identity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectOptionsTest {
  private static ConnectOptions parse(String json) throws JsonException {
    return parse(json, ConnectOptions.DEFAULT);
  }

  private static ConnectOptions parse(String json, ConnectOptions base) throws JsonException {
    byte[] bytes = bytes(json);
    return ConnectOptions.parse(bytes, 0, bytes.length, base);
  }

  @Test
  void clientThatSaysNothingIsVerbosePedanticAndHearsItself() throws JsonException {
    var options = parse("{}");

    assertThat(options).isEqualTo(ConnectOptions.DEFAULT);
    assertThat(options.verbose()).isTrue();
    assertThat(options.pedantic()).isTrue();
    assertThat(options.echo()).isTrue();
    assertThat(options.headers()).isFalse();
    assertThat(options.noResponders()).isFalse();
    assertThat(options.protocol()).isZero();
  }

  @Test
  void readsWhatOfficialClientsSend() throws JsonException {
    var options =
        parse(
            """
            {"verbose":false,"pedantic":false,"tls_required":false,"name":"n","lang":"go",
             "version":"1.48.0","protocol":1,"echo":false,"headers":true,"no_responders":true,
             "user":"u","pass":"p","auth_token":"t","jwt":"","nkey":"","sig":"","account":""}
            """);

    assertThat(options)
        .isEqualTo(
            new ConnectOptions(
                false,
                false,
                false,
                true,
                true,
                1,
                false,
                new Identity("n", "go", "1.48.0"),
                new Credentials("t", "u", "p")));
  }

  @Test
  void keysMatchInAnyCaseAndEscaped() throws JsonException {
    assertThat(parse("{\"Verbose\":false}").verbose()).isFalse();
    assertThat(parse("{\"AUTH_TOKEN\":\"t\"}").credentials().token()).isEqualTo("t");
    assertThat(parse("{\"auth\\u005ftoken\":\"\\u0074\"}").credentials().token()).isEqualTo("t");
  }

  @Test
  void lastOfARepeatedKeyCounts() throws JsonException {
    var options = parse("{\"auth_token\":\"a\",\"auth_token\":\"b\",\"echo\":true,\"Echo\":false}");

    assertThat(options.credentials().token()).isEqualTo("b");
    assertThat(options.echo()).isFalse();
  }

  @Test
  void nullLeavesTheValueAsItWas() throws JsonException {
    var options =
        parse("{\"auth_token\":\"a\",\"auth_token\":null,\"verbose\":null,\"protocol\":null}");

    assertThat(options.credentials().token()).isEqualTo("a");
    assertThat(options.verbose()).isTrue();
    assertThat(options.protocol()).isZero();
  }

  @Test
  void unknownKeysAreSkipped() throws JsonException {
    var options = parse("{\"zzz\":{\"verbose\":false,\"a\":[1,[2]]},\"echo\":false,\"y\":1e99999}");

    assertThat(options.verbose()).isTrue();
    assertThat(options.echo()).isFalse();
  }

  @Test
  void missingKeysKeepWhatThePreviousConnectSaid() throws JsonException {
    var first = parse("{\"verbose\":false,\"headers\":true,\"auth_token\":\"t\",\"name\":\"n\"}");

    var second = parse("{\"verbose\":true}", first);

    assertThat(second.verbose()).isTrue();
    assertThat(second.headers()).isTrue();
    assertThat(second.credentials().token()).isEqualTo("t");
    assertThat(second.identity().name()).isEqualTo("n");
  }

  @Test
  void noticesThatAnAccountIsAskedFor() throws JsonException {
    assertThat(parse("{\"account\":\"A\"}").account()).isTrue();
    assertThat(parse("{\"new_account\":true}").account()).isTrue();
    assertThat(parse("{\"account\":\"\",\"new_account\":false}").account()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "\"x\"",
        "1",
        "true",
        "null",
        "{",
        "{}x",
        "{}{}",
        "{verbose:false}",
        "{\"verbose\":false,}",
        "{\"verbose\":0}",
        "{\"verbose\":\"true\"}",
        "{\"verbose\":{}}",
        "{\"name\":{}}",
        "{\"name\":1}",
        "{\"lang\":[]}",
        "{\"protocol\":\"1\"}",
        "{\"protocol\":1e0}",
        "{\"protocol\":1.5}",
        "{\"protocol\":99999999999999999999}",
        "{\"auth_token\":1}",
        "{\"auth_token\":[\"t\"]}",
        "{\"auth_token\":true}",
        "{\"user\":1}",
        "{\"pass\":1}",
        "{\"jwt\":1}",
        "{\"nkey\":1}",
        "{\"sig\":[]}",
        "{\"tls_required\":1}",
        "{\"headers\":\"yes\"}",
        "{\"no_responders\":1}",
        "{\"echo\":0}",
        "{\"name\":\"a\tb\"}",
        "{\"name\":\"\\x41\"}",
        "evil:443 HTTP/1.1"
      })
  void refusesWrongTypesAndWhatIsNotOneObject(String json) {
    assertThatExceptionOfType(JsonException.class).isThrownBy(() -> parse(json));
  }

  @Test
  void refusesDeepNestingInUnknownKeys() {
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> parse("{\"x\":" + "[".repeat(2000) + "]".repeat(2000) + "}"));
  }

  @Test
  void printsNoneOfItsCredentials() throws JsonException {
    var options =
        parse("{\"auth_token\":\"s3cr3t-t\",\"user\":\"s3cr3t-u\",\"pass\":\"s3cr3t-p\"}");

    assertThat(options.toString()).contains("REDACTED").doesNotContain("s3cr3t");
    assertThat(options.credentials().toString()).isEqualTo("Credentials[REDACTED]");
  }
}
