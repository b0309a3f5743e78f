package io.nuncio.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.support.JsonParseException;
import io.nats.client.support.JsonParser;
import io.nats.client.support.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// Objects, one a line, read by the JSON parser of a client.
final class JsonLines {
  private JsonLines() {}

  /// Those of a file; none if there is no file.
  ///
  /// @throws AssertionError if a line is something else
  static List<JsonValue> of(Path file) {
    try {
      return Files.exists(file)
          ? Files.readAllLines(file).stream().map(JsonLines::object).toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @throws AssertionError if `line` is something else
  static JsonValue object(String line) {
    try {
      JsonValue value = JsonParser.parse(line.stripTrailing());
      assertThat(value.type).as(line).isEqualTo(JsonValue.Type.MAP);
      return value;
    } catch (JsonParseException e) {
      throw new AssertionError("no JSON: " + line, e);
    }
  }

  /// @throws AssertionError if the object has none of this name
  static JsonValue field(JsonValue object, String name) {
    assertThat(object.map).containsKey(name);
    return Objects.requireNonNull(object.map.get(name));
  }

  /// @throws AssertionError if the object has none of this name that is a text
  static String text(JsonValue object, String name) {
    String text = field(object, name).string;
    assertThat(text).as(name).isNotNull();
    return text;
  }
}
