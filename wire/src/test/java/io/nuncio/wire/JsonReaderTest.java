package io.nuncio.wire;

import static io.nuncio.wire.ParserRun.bytes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.nuncio.testkit.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  private static final int FUZZ_ROUNDS = 20_000;

  private static JsonReader reader(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    return new JsonReader(bytes, 0, bytes.length);
  }

  private static void skipAll(JsonReader reader) throws JsonException {
    reader.skip();
    reader.end();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "true",
        "false",
        "0",
        "-0",
        "1",
        "-12.5",
        "1e9",
        "1E-9",
        "0.0e+1",
        "1e99999",
        "\"\"",
        "\"a\"",
        "[1,2,[3]]",
        "[ ]",
        "{\"a\":{\"b\":[]},\"c\":null}",
        " \t\r\n{ \"a\" : 1 , \"b\" : [ 1 ] } \n"
      })
  void readsEveryKindOfValue(String json) throws JsonException {
    skipAll(reader(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "[",
        "]",
        "{]",
        "[}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,\"a\":1}",
        "{a:1}",
        "{'a':1}",
        "{\"a\" 1}",
        "{\"a\":1 \"b\":2}",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{\"a\":1}x",
        "{}{}",
        "1 2",
        "01",
        "-",
        "+1",
        ".5",
        "1.",
        "1e",
        "1e+",
        "--1",
        "0x1",
        "NaN",
        "Infinity",
        "nul",
        "True",
        "tru",
        "nulll",
        "\"",
        "\"a",
        "\"\\",
        "\"\\x41\"",
        "\"\\u12\"",
        "\"\\u12G4\"",
        "\"\\u\"",
        "\"\\u\u0661\u0661\u0661\u0661\"",
        "\"a\tb\"",
        "\"a\nb\"",
        "\"\u0000\"",
        "\"\\n\n\"",
        "{/*x*/}",
        "\ufeff{}",
        "\u00a01"
      })
  void refusesWhatIsNotJson(String json) {
    assertThatExceptionOfType(JsonException.class).isThrownBy(() -> skipAll(reader(json)));
  }

  static Stream<Arguments> strings() {
    return Stream.of(
        arguments("\"\"", ""),
        arguments("\"plain\"", "plain"),
        arguments("\"\u20ac \ud83d\ude00\"", "\u20ac \ud83d\ude00"),
        arguments("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t"),
        arguments("\"\\u006d\\u00E9\\u20aC\"", "m\u00e9\u20ac"),
        arguments("\"a\\u0000b\"", "a\u0000b"),
        arguments("\"\\ud83d\\ude00\"", "\ud83d\ude00"),
        arguments("\"\\ud800\"", "\ufffd"),
        arguments("\"\\ude00\\ud83d\"", "\ufffd\ufffd"),
        arguments("\"\\ud800\\ud83d\\ude00\"", "\ufffd\ud83d\ude00"),
        arguments("\"\\ud800\ud83d\ude00\"", "\ufffd\ud83d\ude00"),
        arguments("\"\u007f\"", "\u007f"));
  }

  @ParameterizedTest
  @MethodSource("strings")
  void decodesStrings(String json, String text) throws JsonException {
    assertThat(reader(json).string()).isEqualTo(text);
  }

  @Test
  void bytesThatAreNotUtf8BecomeReplacementCharacters() throws JsonException {
    byte[] plain = bytes("\"a\u00ff\u00feb\"");
    byte[] escaped = bytes("\"\\n\u00ff\"");

    assertThat(new JsonReader(plain, 0, plain.length).string()).isEqualTo("a\ufffd\ufffdb");
    assertThat(new JsonReader(escaped, 0, escaped.length).string()).isEqualTo("\n\ufffd");
  }

  @Test
  void readsIntegersOf64BitsAndNoOtherNumbers() throws JsonException {
    assertThat(reader("9223372036854775807").integer()).isEqualTo(Long.MAX_VALUE);
    assertThat(reader("-9223372036854775808").integer()).isEqualTo(Long.MIN_VALUE);
    assertThat(reader("-0").integer()).isZero();
    for (String json :
        new String[] {
          "9223372036854775808", "1.0", "1e0", "\"1\"", "true", "null", "", "-", "[1]"
        }) {
      assertThatExceptionOfType(JsonException.class)
          .as(json)
          .isThrownBy(() -> reader(json).integer());
    }
  }

  @Test
  void walksTheMembersOfAnObject() throws JsonException {
    var json = reader("{\"a\":true,\"b\":{\"x\":[{}]},\"c\":null,\"\":\"z\"}");

    json.beginObject();
    assertThat(json.nextKey()).isEqualTo("a");
    assertThat(json.skipNull()).isFalse();
    assertThat(json.bool()).isTrue();
    assertThat(json.nextKey()).isEqualTo("b");
    json.skipObject();
    assertThat(json.nextKey()).isEqualTo("c");
    assertThat(json.skipNull()).isTrue();
    assertThat(json.nextKey()).isEmpty();
    assertThat(json.string()).isEqualTo("z");
    assertThat(json.nextKey()).isNull();
    json.end();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.50e3", "\"a\\u0041\"", "{ \"b\" : [1, 2] }", "null"})
  void givesValuesAsTheyAreWritten(String json) throws JsonException {
    JsonReader reader = reader(" [ " + json + " ,1]");
    reader.beginArray();
    reader.nextElement();

    assertThat(reader.raw()).isEqualTo(json);
    assertThat(reader.nextElement()).isTrue();
    assertThat(reader.integer()).isOne();
  }

  @Test
  void skipObjectRefusesOtherValues() {
    for (String json : new String[] {"[]", "1", "\"{}\"", "null", ""}) {
      assertThatExceptionOfType(JsonException.class)
          .as(json)
          .isThrownBy(() -> reader(json).skipObject());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"k\":"})
  void refusesDeepNestingInsteadOfExhaustingTheStack(String opening) throws JsonException {
    String closing = opening.equals("[") ? "]" : "}";
    String innermost = opening.equals("[") ? "" : "{}";
    int depth = opening.equals("[") ? JsonReader.MAX_DEPTH : JsonReader.MAX_DEPTH - 1;

    skipAll(reader(opening.repeat(depth) + innermost + closing.repeat(depth)));

    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() ->
            skipAll(reader(opening.repeat(depth + 1) + innermost + closing.repeat(depth + 1))));
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> skipAll(reader(opening.repeat(1_000_000))));
  }

  @Test
  void readsNothingBehindItsRange() {
    byte[] json = bytes("12345\"\"");

    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> new JsonReader(json, 5, 6).string());
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> new JsonReader(json, 2, 2).skip());
  }

  @Test
  void complaintsShowNoneOfTheText() {
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> skipAll(reader("{\"auth_token\":s3cr3t}")))
        .withMessageNotContaining("s3cr3t")
        .withMessageContaining("at byte 14");
  }

  @Test
  void nothingButJsonExceptionEscapesWhateverTheBytes() {
    var random = Seed.random("mutated JSON");
    byte[] valid =
        bytes(
            "{\"a\":\"x\\u00e9\\ud83d\\n\",\"b\":[1,-2.5e3,true,null,{\"c\":{}}],\"d\":false,"
                + " \"e\":\"\u00ff\"}");

    for (int round = 0; round < FUZZ_ROUNDS; round++) {
      byte[] json = mutated(valid, random);
      try {
        skipAll(new JsonReader(json, 0, json.length));
        ConnectOptions.parse(json, 0, json.length, ConnectOptions.DEFAULT);
      } catch (JsonException expected) {
        assertThat(expected).hasMessageStartingWith("expected ");
      }
    }
  }

  private static byte[] mutated(byte[] valid, RandomGenerator random) {
    byte[] json =
        Arrays.copyOf(valid, random.nextInt(4) == 0 ? random.nextInt(valid.length) : valid.length);
    for (int i = random.nextInt(4); i > 0 && json.length > 0; i--) {
      boolean structural = random.nextBoolean();
      json[random.nextInt(json.length)] =
          (byte) (structural ? "{}[]\",:\\u-0e".charAt(random.nextInt(12)) : random.nextInt(256));
    }
    return json;
  }
}
