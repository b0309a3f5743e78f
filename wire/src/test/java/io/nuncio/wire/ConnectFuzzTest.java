package io.nuncio.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.Fuzz;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Whatever stands behind `CONNECT`: it is understood, or refused by a [JsonException] that repeats
/// nothing of it.
class ConnectFuzzTest {
  private static final Pattern REFUSAL = Pattern.compile("expected [a-zA-Z0-9 ]+ at byte \\d+");

  private static Fuzz fuzz(String name) {
    return new Fuzz(name)
        .seeds(
            "{}",
            "{\"verbose\":false,\"pedantic\":true,\"protocol\":1,\"echo\":true,\"headers\":true}",
            "{\"auth_token\":\"t0ken\",\"user\":\"joe\",\"pass\":\"s\\u0065cret\",\"name\":null}",
            "{\"nkey\":\"UABC\",\"sig\":\"AAAA\",\"jwt\":\"e30.e30.\",\"tls_required\":false}",
            "{\"Account\":\"A\",\"new_account\":true,\"lang\":\"\\ud83d\\ude00\",\"x\":[1,{}]}",
            "{\"a\":" + "[".repeat(513) + "]".repeat(513) + "}",
            "{\"a\":" + "{\"b\":".repeat(600) + "1" + "}".repeat(600) + "}",
            "{\"a\":" + "[".repeat(30_000),
            "{\"a\":" + "{\"b\":".repeat(6_000),
            "{\"protocol\":9223372036854775808,\"b\":-0.5e+999}")
        .words("{", "}", "[", "]", ":", ",", "\"", "\\", "\\u", "\\ud800", "true", "false", "null")
        .words("\"protocol\":", "\"verbose\":", "\"user\":", "\"sig\":", "-", "0.", "1e", "\u00ff")
        .words("[".repeat(2_000), "{\"\":".repeat(1_000), "9".repeat(4_000));
  }

  private static String json(byte[] input) {
    var reader = new JsonReader(input, 0, input.length);
    try {
      reader.skipObject();
      reader.end();
      return "";
    } catch (JsonException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void anyBytesAreUnderstoodOrRefusedWithoutRepeatingThem() {
    fuzz("connect")
        .run(input -> {
          try {
            ConnectOptions options =
                ConnectOptions.parse(input, 0, input.length, ConnectOptions.DEFAULT);
            assertThat(json(input)).as("what is understood is JSON").isEmpty();
            assertThat(options.toString()).contains("Credentials[REDACTED]");
            return options.protocol() + " " + options.credentials().isEmpty() + options.account();
          } catch (JsonException e) {
            assertThat(e).hasMessageMatching(REFUSAL);
            return String.valueOf(e.getMessage()).replaceAll("\\d+$", "");
          }
        });
  }

  @Test
  void nestingOfAnyDepthIsReadOrRefused() {
    fuzz("json")
        .run(input -> {
          String refusal = json(input);
          assertThat(refusal.isEmpty() || REFUSAL.matcher(refusal).matches()).as(refusal).isTrue();
          return refusal.replaceAll("\\d+$", "");
        });
  }
}
