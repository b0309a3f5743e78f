package io.nuncio.config.conf;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;

/// Writes a tree as text of the NATS configuration language, which parses to an equal tree.
///
/// Variables, includes and overridden keys are gone: what is written is what they came to. The text
/// holds all secrets of the tree.
public final class ConfWriter {
  private static final Pattern BARE_KEY = Pattern.compile("[A-Za-z0-9_$*.>-]+");
  private static final Pattern BARE_ANYWAY =
      Pattern.compile("[^\\x00\\s\\p{Z}\\x85=:{}\\],;#/\"'][^\\x00\\s\\p{Z}\\x85=:]*(?<!\\{)");

  private final StringBuilder text = new StringBuilder();

  private ConfWriter() {}

  /// `tree` as text, one key or list value on each line.
  ///
  /// @throws IllegalArgumentException if a key cannot be written, because it has both kinds of
  ///   quotes or a NUL; no parsed tree has such keys
  public static String write(ConfNode.Map tree) {
    var writer = new ConfWriter();
    writer.writeEntries(tree, "");
    return writer.text.toString();
  }

  private void writeEntries(ConfNode.Map map, String indent) {
    for (var entry : map.entries().values()) {
      text.append(indent).append(key(entry.key())).append(": ");
      writeValue(entry.value(), indent);
      text.append('\n');
    }
  }

  private void writeValue(ConfNode node, String indent) {
    switch (node) {
      case ConfNode.Map map -> {
        text.append("{\n");
        writeEntries(map, indent + "  ");
        text.append(indent).append('}');
      }
      case ConfNode.List list -> {
        text.append("[\n");
        for (var value : list.values()) {
          text.append(indent).append("  ");
          writeValue(value, indent + "  ");
          text.append('\n');
        }
        text.append(indent).append(']');
      }
      case ConfNode.Text string -> writeQuoted(string.value());
      case ConfNode.Whole whole -> text.append(whole.value());
      case ConfNode.Fraction fraction -> text.append(decimal(fraction.value()));
      case ConfNode.Bool bool -> text.append(bool.value());
      case ConfNode.Instant instant -> text.append(instant.value());
    }
  }

  private static String key(String key) {
    if (BARE_KEY.matcher(key).matches() && !key.toLowerCase(Locale.ROOT).equals("include")) {
      return key;
    }
    boolean nul = key.indexOf(0) >= 0;
    if (!nul && key.indexOf('"') < 0) {
      return '"' + key + '"';
    }
    if (!nul && key.indexOf('\'') < 0) {
      return '\'' + key + '\'';
    }
    if (BARE_ANYWAY.matcher(key).matches()) {
      return key;
    }
    throw new IllegalArgumentException(
        "a key of " + key.length() + " characters needs quotes of a third kind");
  }

  private void writeQuoted(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (c < 0x20) {
            text.append("\\x%02x".formatted((int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }

  private static String decimal(double value) {
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    var plain = new BigDecimal(Double.toString(value)).toPlainString();
    return plain.indexOf('.') < 0 ? plain + ".0" : plain;
  }
}
