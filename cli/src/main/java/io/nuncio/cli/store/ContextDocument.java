package io.nuncio.cli.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.wire.JsonException;
import io.nuncio.wire.JsonReader;
import io.nuncio.wire.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One context: a JSON object of which only some keys are known, and all are kept.
///
/// Immutable.
public final class ContextDocument {
  /// A context that says nothing.
  public static final ContextDocument EMPTY = new ContextDocument(Map.of());

  /// The values as they are written.
  private final Map<String, String> rawByKey;

  private ContextDocument(Map<String, String> rawByKey) {
    this.rawByKey = new LinkedHashMap<>(rawByKey);
  }

  /// Reads a context.
  ///
  /// @throws JsonException if it is no JSON object; the message repeats nothing of it
  public static ContextDocument parse(byte[] json) throws JsonException {
    var values = new LinkedHashMap<String, String>();
    var reader = new JsonReader(json, 0, json.length);
    reader.beginObject();
    for (String key = reader.nextKey(); key != null; key = reader.nextKey()) {
      values.put(key, reader.raw());
    }
    reader.end();
    return new ContextDocument(values);
  }

  /// The keys that say something.
  public Set<String> keys() {
    return rawByKey.keySet();
  }

  /// A value that is text; null if there is none, it is empty, or no text.
  public @Nullable String text(String key) {
    String raw = rawByKey.get(key);
    if (raw == null || !raw.startsWith("\"")) {
      return null;
    }
    byte[] json = raw.getBytes(UTF_8);
    try {
      String value = new JsonReader(json, 0, json.length).string();
      return value.isEmpty() ? null : value;
    } catch (JsonException e) {
      throw new IllegalStateException("was read before", e);
    }
  }

  /// Whether a value is `true`.
  public boolean isTrue(String key) {
    return "true".equals(rawByKey.get(key));
  }

  /// The same with another value.
  public ContextDocument with(String key, String value) {
    var text = new StringBuilder();
    JsonText.quote(value, text);
    return withRaw(key, text.toString());
  }

  /// The same with another value.
  public ContextDocument with(String key, boolean value) {
    return withRaw(key, Boolean.toString(value));
  }

  /// The same without a value.
  public ContextDocument without(String key) {
    var changed = new ContextDocument(rawByKey);
    changed.rawByKey.remove(key);
    return changed;
  }

  private ContextDocument withRaw(String key, String raw) {
    var changed = new ContextDocument(rawByKey);
    changed.rawByKey.put(key, raw);
    return changed;
  }

  /// The object, a line for each key.
  public String toJson() {
    var text = new StringBuilder("{");
    rawByKey.forEach((key, raw) -> {
      text.append(text.length() == 1 ? "\n  " : ",\n  ");
      JsonText.quote(key, text);
      text.append(": ").append(raw);
    });
    return text.append(rawByKey.isEmpty() ? "}\n" : "\n}\n").toString();
  }

  /// Names the keys, and no value.
  @Override
  public String toString() {
    return "ContextDocument" + keys();
  }
}
