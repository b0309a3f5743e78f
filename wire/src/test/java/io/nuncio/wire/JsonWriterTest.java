package io.nuncio.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.nuncio.testkit.Seed;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonWriterTest {
  static Stream<Arguments> escapes() {
    return Stream.of(
        arguments("plain", "plain"),
        arguments("\"\\/", "\\\"\\\\/"),
        arguments("\n\r\t\b\f", "\\n\\r\\t\\b\\f"),
        arguments("\u0000\u001f\u007f", "\\u0000\\u001f\u007f"),
        arguments("<>&", "\\u003c\\u003e\\u0026"),
        arguments("\u2028\u2029", "\\u2028\\u2029"),
        arguments("\u00e9\u20ac\ud83d\ude00", "\u00e9\u20ac\ud83d\ude00"));
  }

  @ParameterizedTest
  @MethodSource("escapes")
  void escapesAsGoDoes(String value, String escaped) {
    assertThat(new JsonWriter().field("k", value)).hasToString("{\"k\":\"" + escaped + "\"}");
  }

  @Test
  void writesFieldsInOrder() {
    var json =
        new JsonWriter()
            .field("s", "a")
            .field("n", -1L)
            .field("max", Long.MAX_VALUE)
            .field("b", false)
            .fieldIfTrue("yes", true)
            .fieldIfTrue("no", false)
            .fieldIfNotEmpty("some", "x")
            .fieldIfNotEmpty("none", "")
            .field("<", "");

    assertThat(json)
        .hasToString(
            "{\"s\":\"a\",\"n\":-1,\"max\":9223372036854775807,\"b\":false,"
                + "\"yes\":true,\"some\":\"x\","
                + "\"\\u003c\":\"\"}");
  }

  @Test
  void objectWithoutFieldsIsEmpty() {
    assertThat(new JsonWriter()).hasToString("{}");
  }

  @Test
  void whatItWritesTheReaderReads() throws JsonException {
    var random = Seed.random("JSON strings");

    for (int round = 0; round < 2_000; round++) {
      StringBuilder value = new StringBuilder();
      random.ints(random.nextInt(12), 0, 0x2100).forEach(value::appendCodePoint);
      byte[] json = new JsonWriter().field("k", value.toString()).toBytes();

      var reader = new JsonReader(json, 0, json.length);
      reader.beginObject();

      assertThat(reader.nextKey()).isEqualTo("k");
      assertThat(reader.string()).isEqualTo(value.toString());
      assertThat(reader.nextKey()).isNull();
    }
  }

  @Test
  void bytesAreUtf8() {
    assertThat(new JsonWriter().field("k", "\u20ac").toBytes())
        .isEqualTo("{\"k\":\"\u20ac\"}".getBytes(UTF_8));
  }
}
