package io.nuncio.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The fields of an `INFO` line in the order they were sent, values as written in JSON.
record InfoLine(Map<String, String> fields) {
  private static final Pattern FIELD =
      Pattern.compile(
          "\"(\\w+)\":(\"(?:[^\"\\\\]|\\\\.)*\"|-?\\d+|true|false|\\[[^]]*]|\\{[^}]*})");

  static InfoLine of(String line) {
    var fields = new LinkedHashMap<String, String>();
    var field = FIELD.matcher(line);
    while (field.find()) {
      fields.put(field.group(1), field.group(2));
    }
    return new InfoLine(fields);
  }

  List<String> names() {
    return List.copyOf(fields.keySet());
  }

  long number(String name) {
    return Long.parseLong(fields.getOrDefault(name, "missing " + name));
  }
}
