package io.nuncio.conformance.differential;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands for `{{port}}` and its like in a scenario, which both servers fill differently.
record Slots(Map<String, String> values) {
  private static final Pattern SLOT = Pattern.compile("\\{\\{([^{}]+)}}");
  private static final Pattern REPEATED = Pattern.compile("(.)\\*(\\d+)");

  /// The text with its slots filled; `{{x*3}}` is `xxx`.
  ///
  /// @throws IllegalArgumentException if a slot is unknown
  String fill(String text) {
    return SLOT.matcher(text).replaceAll(slot -> Matcher.quoteReplacement(value(slot.group(1))));
  }

  private String value(String name) {
    var value = values.get(name);
    var repeated = REPEATED.matcher(name);
    if (value != null) {
      return value;
    }
    if (repeated.matches()) {
      return repeated.group(1).repeat(Integer.parseInt(repeated.group(2)));
    }
    throw new IllegalArgumentException("no value for {{%s}} of %s".formatted(name, values));
  }
}
