package io.nuncio.cli.message;

import io.nuncio.cli.outside.CommandFailure;
import io.nuncio.cli.outside.Outside;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// Text with places to fill in, such as `order {{Count}}`. The names are those of the official
/// command: `Count`, `TimeStamp`, `Time`, `Unix`, `UnixNano`, `ID`, `Random MIN MAX`, and in
/// replies `Request`.
final class Template {
  private static final String BEGIN = "{{";
  private static final String END = "}}";
  private static final String LETTERS =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final int ID_LENGTH = 22;
  private static final int MAX_RANDOM = 1 << 20;
  private static final DateTimeFormatter KITCHEN =
      DateTimeFormatter.ofPattern("h:mma", Locale.ENGLISH);

  private final List<Part> parts;

  /// What a message's text depends on.
  ///
  /// @param number of the message, from 1
  /// @param request what is replied to; empty if nothing
  record Moment(long number, String request, Outside outside) {}

  /// A piece of the text.
  private interface Part {
    String text(Moment moment);
  }

  private Template(List<Part> parts) {
    this.parts = parts;
  }

  /// Text without places.
  static Template plain(String text) {
    return new Template(List.of(moment -> text));
  }

  /// Reads a template.
  ///
  /// @throws CommandFailure if it has a place that nobody can fill
  static Template parse(String text) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    int begin = text.indexOf(BEGIN);
    while (begin >= 0) {
      int end = text.indexOf(END, begin);
      if (end < 0) {
        throw unknown(text.substring(begin));
      }
      String before = text.substring(at, begin);
      parts.add(moment -> before);
      parts.add(part(text.substring(begin + BEGIN.length(), end)));
      at = end + END.length();
      begin = text.indexOf(BEGIN, at);
    }
    String rest = text.substring(at);
    parts.add(moment -> rest);
    return new Template(parts);
  }

  private static Part part(String inside) {
    String[] words = inside.strip().split("\\s+", -1);
    if (words.length == 3 && words[0].equals("Random")) {
      return random(words);
    }
    return switch (words.length == 1 ? words[0] : "") {
      case "Count" -> moment -> Long.toString(moment.number());
      case "TimeStamp" -> moment -> now(moment).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
      case "Time" -> moment -> now(moment).format(KITCHEN);
      case "Unix" -> moment -> Long.toString(now(moment).toEpochSecond());
      case "UnixNano" ->
          moment ->
              Long.toString(
                  ChronoUnit.NANOS.between(java.time.Instant.EPOCH, now(moment).toInstant()));
      case "ID" -> moment -> letters(ID_LENGTH, moment.outside().random());
      case "Request", ".Request" -> Moment::request;
      default -> throw unknown(BEGIN + inside + END);
    };
  }

  private static Part random(String[] words) {
    try {
      int least = Integer.parseInt(words[1]);
      int most = Integer.parseInt(words[2]);
      if (least >= 0 && least <= most && most <= MAX_RANDOM) {
        return moment -> {
          RandomGenerator random = moment.outside().random();
          return letters(random.nextInt(least, most + 1), random);
        };
      }
    } catch (NumberFormatException none) {
      // said below
    }
    throw CommandFailure.usage(
        "{{Random MIN MAX}} takes two lengths, the smaller first, of at most " + MAX_RANDOM);
  }

  private static String letters(int length, RandomGenerator random) {
    var text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  private static ZonedDateTime now(Moment moment) {
    return moment.outside().time().now();
  }

  private static CommandFailure unknown(String place) {
    return CommandFailure.usage(
        "a template holds {{Count}}, {{Time}}, {{TimeStamp}}, {{Unix}}, {{UnixNano}}, {{ID}},"
            + " {{Random MIN MAX}} or {{Request}}, not "
            + place
            + ": with --no-templates it is sent as it is");
  }

  /// The text, filled in.
  String text(Moment moment) {
    if (parts.size() == 1) {
      return parts.get(0).text(moment);
    }
    var text = new StringBuilder();
    parts.forEach(part -> text.append(part.text(moment)));
    return text.toString();
  }
}
