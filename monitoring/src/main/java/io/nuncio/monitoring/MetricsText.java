package io.nuncio.monitoring;

/// Metrics in the text format of Prometheus, version 0.0.4. Confined to one thread.
final class MetricsText {
  /// What a peer should take it for.
  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final int PIECE = 8 * 1024;

  private final Body body;
  private final StringBuilder text = new StringBuilder(PIECE + 1024);
  private String family = "";

  /// What a number is.
  enum Type {
    GAUGE,
    COUNTER
  }

  MetricsText(Body body) {
    this.body = body;
  }

  /// Begins a family; its samples follow.
  MetricsText family(String name, Type type, String help) {
    family = name;
    text.append("# HELP ").append(name).append(' ');
    escape(help, false);
    text.append("\n# TYPE ").append(name).append(type == Type.COUNTER ? " counter\n" : " gauge\n");
    return this;
  }

  /// One whole number of the family.
  ///
  /// @param labels names and values in turn
  MetricsText sample(long value, String... labels) {
    return sample(Long.toString(value), labels);
  }

  /// One number with a fraction.
  ///
  /// @param labels names and values in turn
  MetricsText sample(double value, String... labels) {
    return sample(GoText.number(value), labels);
  }

  private MetricsText sample(String number, String... labels) {
    text.append(family);
    for (int i = 0; i < labels.length; i += 2) {
      text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
      escape(labels[i + 1], true);
      text.append('"');
    }
    text.append(labels.length == 0 ? " " : "} ").append(number).append('\n');
    if (text.length() >= PIECE) {
      flush();
    }
    return this;
  }

  /// Gives to the body what it has not yet got.
  void flush() {
    body.append(text);
    text.setLength(0);
  }

  private void escape(String value, boolean quotes) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\') {
        text.append("\\\\");
      } else if (c == '\n') {
        text.append("\\n");
      } else if (c == '"' && quotes) {
        text.append("\\\"");
      } else {
        text.append(c);
      }
    }
  }
}
