package io.nuncio.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The fields of an `INFO` line in the order they were sent, values as written in JSON.
public record InfoLine(Map<String, String> fields) {
  private static final Pattern FIELD =
      Pattern.compile(
          "\"(\\w+)\":(\"(?:[^\"\\\\]|\\\\.)*\"|-?\\d+|true|false|\\[[^]]*]|\\{[^}]*})");

  /// Reads `INFO {…}`; what is no field is passed over.
  public static InfoLine of(String line) {
    var fields = new LinkedHashMap<String, String>();
    var field = FIELD.matcher(line);
    while (field.find()) {
      fields.put(field.group(1), field.group(2));
    }
    return new InfoLine(fields);
  }

  /// The names of the fields, in order.
  public List<String> names() {
    return List.copyOf(fields.keySet());
  }

  /// The value of a numeric field.
  public long number(String name) {
    return Long.parseLong(fields.getOrDefault(name, "missing " + name));
  }
}
