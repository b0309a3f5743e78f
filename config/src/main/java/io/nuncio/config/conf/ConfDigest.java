package io.nuncio.config.conf;

import java.math.BigDecimal;
import java.math.MathContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;

/// The fingerprint of a configuration that nats-server shows at start and in `/varz`.
///
/// It is the SHA-256 of the tree as Go's `encoding/json` writes it: keys sorted by their bytes,
/// `<`, `>` and `&` escaped, a line feed behind. So it does not change with comments, layout or the
/// division into files.
public final class ConfDigest {
  private static final int FLUSH_CHARACTERS = 8192;
  private static final double LEAST_PLAIN = 1e-6;
  private static final double LEAST_SCIENTIFIC = 1e21;

  private final MessageDigest sha256;
  private final StringBuilder json = new StringBuilder();

  private ConfDigest(MessageDigest sha256) {
    this.sha256 = sha256;
  }

  /// `sha256:` and 64 hexadecimal digits.
  public static String of(ConfNode.Map tree) {
    try {
      var digest = new ConfDigest(MessageDigest.getInstance("SHA-256"));
      digest.write(tree);
      digest.json.append('\n');
      digest.flush();
      return "sha256:" + HexFormat.of().formatHex(digest.sha256.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  private void flush() {
    sha256.update(ConfSource.encode(json.toString()));
    json.setLength(0);
  }

  private void write(ConfNode node) {
    if (json.length() >= FLUSH_CHARACTERS) {
      flush();
    }
    // Not a switch over types, whose first use costs a start ten milliseconds.
    if (node instanceof ConfNode.Map map) {
      writeMap(map);
    } else if (node instanceof ConfNode.List list) {
      writeList(list);
    } else if (node instanceof ConfNode.Text text) {
      writeText(text.value());
    } else if (node instanceof ConfNode.Whole whole) {
      json.append(whole.value());
    } else if (node instanceof ConfNode.Bool bool) {
      json.append(bool.value());
    } else if (node instanceof ConfNode.Fraction fraction) {
      json.append(number(fraction.value()));
    } else if (node instanceof ConfNode.Instant instant) {
      json.append('"').append(instant.value()).append('"');
    }
  }

  private void writeMap(ConfNode.Map map) {
    var entries = new ArrayList<>(map.entries().values());
    entries.sort(ConfDigest::compareKeys);
    char before = '{';
    for (var entry : entries) {
      json.append(before);
      writeText(entry.key());
      json.append(':');
      write(entry.value());
      before = ',';
    }
    json.append(before == '{' ? "{}" : "}");
  }

  private static int compareKeys(ConfNode.Entry one, ConfNode.Entry other) {
    return Arrays.compareUnsigned(ConfSource.encode(one.key()), ConfSource.encode(other.key()));
  }

  private void writeList(ConfNode.List list) {
    char before = '[';
    for (var value : list.values()) {
      json.append(before);
      write(value);
      before = ',';
    }
    json.append(before == '[' ? "[]" : "]");
  }

  private void writeText(String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\b' -> json.append("\\b");
        case '\f' -> json.append("\\f");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> writeCharacter(text, i);
      }
    }
    json.append('"');
  }

  private void writeCharacter(String text, int at) {
    char c = text.charAt(at);
    boolean lone =
        ConfSource.isEscapedByte(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    if (lone) {
      json.append("\\ufffd");
    } else if (c < 0x20 || c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029) {
      json.append("\\u").append(HexFormat.of().toHexDigits(c));
    } else {
      json.append(c);
    }
  }

  /// The fewest digits that give `value` again, with an exponent only far from 1.
  static String number(double value) {
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    var shortest = shortest(value);
    double size = Math.abs(value);
    if (size >= LEAST_PLAIN && size < LEAST_SCIENTIFIC) {
      return shortest.toPlainString();
    }
    int exponent = shortest.precision() - shortest.scale() - 1;
    var mantissa = shortest.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    return mantissa + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
  }

  private static BigDecimal shortest(double value) {
    // Java writes two digits where one is enough.
    var digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    var shorter = digits.round(new MathContext(1));
    return digits.precision() == 2 && shorter.doubleValue() == value ? shorter : digits;
  }
}
