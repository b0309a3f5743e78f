package io.nuncio.conformance.canary;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;

/// A secret that is found again in part and in disguise.
///
/// Any eight characters in a row count, as they are, as escapes of JSON in either case, in
/// hexadecimal and in Base64.
final class Canary {
  private static final int CHARACTERS = 32;
  private static final int TELLING = 8;
  private static final int SHOWN = 80;
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final String text;
  private final Set<String> traces = new LinkedHashSet<>();

  private Canary(String text) {
    this.text = text;
    for (int from = 0; from + TELLING <= text.length(); from++) {
      String piece = text.substring(from, from + TELLING);
      traces.add(piece);
      traces.add(escaped(piece.substring(0, 3)));
      traces.add(escaped(piece.substring(0, 3)).toUpperCase(Locale.ROOT).replace("\\U", "\\u"));
      traces.add(hexadecimal(piece));
      traces.add(base64(piece));
    }
  }

  /// A random one, of letters and digits.
  static Canary random(RandomGenerator random) {
    var text = new StringBuilder();
    for (int i = 0; i < CHARACTERS; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new Canary(text.toString());
  }

  /// One that was made elsewhere, such as the hash of another.
  static Canary of(String text) {
    return new Canary(text);
  }

  /// The secret itself.
  String text() {
    return text;
  }

  /// The secret as escapes of JSON.
  String escaped() {
    return escaped(text);
  }

  /// Whether a piece of it is in `haystack`.
  boolean isIn(String haystack) {
    return !surroundings(haystack).isEmpty();
  }

  /// What stands around the first piece of it in `haystack`; empty if there is none.
  String surroundings(String haystack) {
    return traces.stream()
        .mapToInt(haystack::indexOf)
        .filter(at -> at >= 0)
        .mapToObj(at ->
            haystack.substring(Math.max(0, at - SHOWN), Math.min(haystack.length(), at + SHOWN)))
        .findFirst()
        .orElse("");
  }

  private static String escaped(String piece) {
    var escaped = new StringBuilder();
    for (int i = 0; i < piece.length(); i++) {
      escaped.append("\\u00").append(Integer.toHexString(piece.charAt(i)));
    }
    return escaped.toString();
  }

  private static String hexadecimal(String piece) {
    var digits = new StringBuilder();
    for (int i = 0; i < piece.length(); i++) {
      digits.append(Integer.toHexString(piece.charAt(i)));
    }
    return digits.toString();
  }

  /// Of the first six characters, which are whole groups wherever a group begins with them.
  private static String base64(String piece) {
    return Base64.getEncoder().encodeToString(piece.substring(0, 6).getBytes(US_ASCII));
  }
}
