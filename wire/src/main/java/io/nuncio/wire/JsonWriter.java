package io.nuncio.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Writes one JSON object, with strings as [JsonText] has them.
public final class JsonWriter {
  private final StringBuilder text = new StringBuilder(512).append('{');

  /// Begins an object without fields.
  public JsonWriter() {}

  /// Adds a string.
  public JsonWriter field(String key, String value) {
    key(key);
    JsonText.quote(value, text);
    return this;
  }

  /// Adds a number.
  public JsonWriter field(String key, long value) {
    key(key);
    text.append(value);
    return this;
  }

  /// Adds a boolean.
  public JsonWriter field(String key, boolean value) {
    key(key);
    text.append(value);
    return this;
  }

  /// Adds a boolean if it is true.
  public JsonWriter fieldIfTrue(String key, boolean value) {
    return value ? field(key, true) : this;
  }

  /// Adds a string if it is not empty.
  public JsonWriter fieldIfNotEmpty(String key, String value) {
    return value.isEmpty() ? this : field(key, value);
  }

  /// Adds a value that is JSON already.
  public JsonWriter fieldOfJson(String key, String json) {
    key(key);
    text.append(json);
    return this;
  }

  /// The object, complete.
  @Override
  public String toString() {
    return text + "}";
  }

  /// The object, complete, as UTF-8.
  public byte[] toBytes() {
    return toString().getBytes(UTF_8);
  }

  private void key(String key) {
    if (text.length() > 1) {
      text.append(',');
    }
    JsonText.quote(key, text);
    text.append(':');
  }
}
