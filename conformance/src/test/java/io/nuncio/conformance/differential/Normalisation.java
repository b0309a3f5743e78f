package io.nuncio.conformance.differential;

import io.nuncio.conformance.InfoLine;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Takes out of a line what is different at every start: process ids, times, ports, generated ids,
/// short durations.
///
/// @param numbers names for what is known, such as the server's port, by its regular expression
record Normalisation(Map<String, String> numbers) {
  private static final List<Map.Entry<Pattern, String>> RULES =
      List.of(
          rule("\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}", "TIME"),
          rule("\\.\\d{4}(\\.\\d\\d){5}\\.\\d{9}", ".STAMP"),
          rule(": \\[\\d+] ", ": [PID] "),
          rule("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PEER"),
          rule("\\bN[A-Z2-7]{55}", "ID"),
          rule("\\bX[A-Z2-7]{55}", "XKEY"),
          rule("\\bcid:\\d+", "cid:N"),
          rule("INFO nonce=\"[A-Za-z0-9_-]{15}\"", "INFO nonce=NONCE"),
          rule("client_id=\\d+", "client_id=N"),
          rule("\\b\\d+(\\.\\d+)?(ns|µs|ms)\\b", "TIME"),
          rule("/tmp/\\S*?differential\\d+", "FOLDER"));

  private static Map.Entry<Pattern, String> rule(String regex, String name) {
    return Map.entry(Pattern.compile(regex), name);
  }

  /// The line with its names for what varies, and with control characters made visible.
  String apply(String line) {
    var text = visible(line);
    for (var number : numbers.entrySet()) {
      text = text.replaceAll("(?<![\\d.])" + number.getKey() + "(?!\\d)", number.getValue());
    }
    for (var rule : RULES) {
      text = rule.getKey().matcher(text).replaceAll(rule.getValue());
    }
    return text;
  }

  /// What came over a connection, line by line; a line for each field of an `INFO`.
  Stream<String> replies(String received) {
    if (received.isEmpty()) {
      return Stream.empty();
    }
    var body = received.endsWith("\r\n") ? received.substring(0, received.length() - 2) : received;
    return Stream.of(body.split("\r\n", -1)).flatMap(this::reply);
  }

  private Stream<String> reply(String line) {
    if (!line.startsWith("INFO {")) {
      return Stream.of(apply(line));
    }
    return InfoLine.of(line).fields().entrySet().stream()
        .map(field -> apply("INFO " + field.getKey() + "=" + field.getValue()));
  }

  private static String visible(String text) {
    var line = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c != 127) {
        line.append(c);
      } else {
        line.append(
            switch (c) {
              case '\r' -> "\\r";
              case '\n' -> "\\n";
              case '\t' -> "\\t";
              default -> "\\x%02x".formatted(+c);
            });
      }
    }
    return line.toString();
  }
}
