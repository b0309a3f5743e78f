package io.nuncio.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the notation of the corpus of bad input for bytes and pauses. Bytes are given as text of
/// one character each (ISO 8859-1).
public final class WireText {
  private static final Pattern ESCAPE = Pattern.compile("\\\\(r|n|t|0|\\\\|x[0-9a-fA-F]{2})");
  private static final Pattern TOKEN =
      Pattern.compile("\\{\\{(?:(pause)|(half)|(\\d+)\\*(.*?))}}", Pattern.DOTALL);

  private WireText() {}

  /// One thing to do on a connection.
  public sealed interface Step {}

  /// Writes bytes, given one character each.
  public record Send(String bytes) implements Step {}

  /// Waits a moment, so that what follows comes in a later read.
  public record Pause() implements Step {}

  /// Ends our sending side.
  public record HalfClose() implements Step {}

  /// The steps that `text` describes; adjoining bytes are one step.
  public static List<Step> steps(String text) {
    var steps = new ArrayList<Step>();
    var bytes = new StringBuilder();
    var token = TOKEN.matcher(text);
    int from = 0;
    while (token.find()) {
      bytes.append(unescaped(text.substring(from, token.start())));
      from = token.end();
      if (token.group(3) != null) {
        bytes.append(unescaped(token.group(4)).repeat(Integer.parseInt(token.group(3))));
      } else {
        flush(bytes, steps);
        steps.add(token.group(1) != null ? new Pause() : new HalfClose());
      }
    }
    bytes.append(unescaped(text.substring(from)));
    flush(bytes, steps);
    return List.copyOf(steps);
  }

  /// The bytes that `text` describes.
  ///
  /// @throws IllegalArgumentException if it describes anything but bytes
  public static String bytes(String text) {
    var bytes = new StringBuilder();
    for (var step : steps(text)) {
      if (!(step instanceof Send send)) {
        throw new IllegalArgumentException("expected only bytes, got " + text);
      }
      bytes.append(send.bytes());
    }
    return bytes.toString();
  }

  private static void flush(StringBuilder bytes, List<Step> steps) {
    if (bytes.length() > 0) {
      steps.add(new Send(bytes.toString()));
      bytes.setLength(0);
    }
  }

  private static String unescaped(String text) {
    var utf8 = new String(text.getBytes(UTF_8), ISO_8859_1);
    return ESCAPE
        .matcher(utf8)
        .replaceAll(escape -> Matcher.quoteReplacement(character(escape.group(1))));
  }

  private static String character(String escape) {
    return switch (escape) {
      case "r" -> "\r";
      case "n" -> "\n";
      case "t" -> "\t";
      case "0" -> "\0";
      case "\\" -> "\\";
      default -> String.valueOf((char) Integer.parseInt(escape.substring(1), 16));
    };
  }
}
