package io.nuncio.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What stands behind the question mark of a request, read by the rules and refused in the words of
/// nats-server. The first of several values counts; what cannot be decoded is passed over.
final class Query {
  private static final BigInteger MOST_UNSIGNED = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
  private static final int LONGEST_ECHO = 100;

  private final Map<String, String> firstByName = new HashMap<>();

  /// @param raw as it was sent; null for nothing
  Query(@Nullable String raw) {
    if (raw == null) {
      return;
    }
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      if (name != null && value != null && pair.indexOf(';') < 0) {
        firstByName.putIfAbsent(name, value);
      }
    }
  }

  private static @Nullable String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return null;
    }
  }

  /// A text; empty if there is none.
  String text(String name) {
    return firstByName.getOrDefault(name, "");
  }

  /// A boolean as Go reads it; false if there is none.
  ///
  /// @throws RefusedException if it is none
  boolean flag(String name) {
    String text = text(name);
    return switch (text) {
      case "", "0", "f", "F", "false", "FALSE", "False" -> false;
      case "1", "t", "T", "true", "TRUE", "True" -> true;
      default -> throw refused("boolean", name, "ParseBool", text, "invalid syntax");
    };
  }

  /// Whether subscriptions are wanted, with all there is to know of them or by subject.
  ///
  /// @throws RefusedException if it is neither `detail` nor a boolean
  Detail subscriptions() {
    if (text("subs").toLowerCase(Locale.ROOT).equals("detail")) {
      return Detail.FULL;
    }
    return flag("subs") ? Detail.SUBJECTS : Detail.NONE;
  }

  /// How much is said of subscriptions.
  enum Detail {
    NONE,
    SUBJECTS,
    FULL
  }

  /// A number of 64 bits; 0 if there is none.
  ///
  /// @throws RefusedException if it is none
  long number(String name) {
    String text = text(name);
    if (text.isEmpty()) {
      return 0;
    }
    boolean signed = text.charAt(0) == '-' || text.charAt(0) == '+';
    if (!areDigits(signed ? text.substring(1) : text)) {
      throw refused("int", name, "Atoi", text, "invalid syntax");
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException tooLong) {
      throw refused("int", name, "Atoi", text, "value out of range");
    }
  }

  /// An unsigned number of 64 bits; 0 if there is none.
  ///
  /// @throws RefusedException if it is none
  long unsigned(String name) {
    String text = text(name);
    if (text.isEmpty()) {
      return 0;
    }
    if (!areDigits(text)) {
      throw refused("uint64", name, "ParseUint", text, "invalid syntax");
    }
    if (text.length() > LONGEST_ECHO || new BigInteger(text).compareTo(MOST_UNSIGNED) > 0) {
      throw refused("uint64", name, "ParseUint", text, "value out of range");
    }
    return Long.parseUnsignedLong(text);
  }

  private static boolean areDigits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static RefusedException refused(
      String type, String name, String function, String text, String why) {
    return RefusedException.bad(
        "Error decoding "
            + type
            + " for '"
            + name
            + "': strconv."
            + function
            + ": parsing "
            + quoted(text)
            + ": "
            + why);
  }

  /// In quotes, without control characters, and not too long to be read.
  static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    String shown = text.length() > LONGEST_ECHO ? text.substring(0, LONGEST_ECHO) + "..." : text;
    for (int i = 0; i < shown.length(); i++) {
      char c = shown.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else {
        quoted.append(c < ' ' || c == 0x7f ? '?' : c);
      }
    }
    return quoted.append('"').toString();
  }
}
