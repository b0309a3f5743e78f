package io.nuncio.config;

import io.nuncio.config.ConfigFile.Findings;
import io.nuncio.config.conf.ConfDuration;
import io.nuncio.config.conf.ConfNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Reads the values of a configuration file as the types that keys want. Each method returns null
/// after it has noted a mistake.
final class ConfigValues {
  private final Findings findings;

  ConfigValues(Findings findings) {
    this.findings = findings;
  }

  private void wrong(String key, String expected, ConfNode node) {
    findings.mistake(node, key + ": expected " + expected + ", got " + kind(node));
  }

  private static String kind(ConfNode node) {
    return switch (node) {
      case ConfNode.Map ignored -> "a map";
      case ConfNode.List ignored -> "a list";
      case ConfNode.Text ignored -> "a text";
      case ConfNode.Whole ignored -> "a number";
      case ConfNode.Fraction ignored -> "a number with a fraction";
      case ConfNode.Bool ignored -> "a boolean";
      case ConfNode.Instant ignored -> "a date";
    };
  }

  @Nullable Boolean bool(String key, ConfNode node) {
    if (node instanceof ConfNode.Bool(var position, boolean value, var written)) {
      return value;
    }
    wrong(key, "true or false", node);
    return null;
  }

  /// True or false; `otherwise` after a mistake.
  boolean isTrue(String key, ConfNode node, boolean otherwise) {
    Boolean value = bool(key, node);
    return value == null ? otherwise : value;
  }

  @Nullable String text(String key, ConfNode node) {
    if (node instanceof ConfNode.Text(var position, String value, var writing)) {
      return value;
    }
    wrong(key, "a text (put it in quotes)", node);
    return null;
  }

  @Nullable Path path(String key, ConfNode node) {
    String text = text(key, node);
    if (text == null) {
      return null;
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      wrong(key, "the path of a file", node);
      return null;
    }
  }

  /// A number from `least` to `most`.
  @Nullable Long number(String key, ConfNode node, long least, long most) {
    if (!(node instanceof ConfNode.Whole(var position, long value, String written))) {
      wrong(key, "a whole number", node);
      return null;
    }
    if (value < least || value > most) {
      findings.mistake(
          node, key + ": expected a number from " + least + " to " + most + ", got " + value);
      return null;
    }
    return value;
  }

  /// Like [#number], for an `int`.
  @Nullable Integer integer(String key, ConfNode node, int least, int most) {
    Long number = number(key, node, least, most);
    return number == null ? null : Integer.valueOf(Math.toIntExact(number));
  }

  /// A number from 1 to `most`; 0 stands for `standard`, as in nats-server, with a warning.
  ///
  /// @return `standard` after a mistake, too
  long numberOrStandard(String key, ConfNode node, long most, long standard) {
    Long number = number(key, node, 0, most);
    if (number != null && number == 0) {
      warnOfStandard(key, node, Long.toString(standard));
    }
    return number == null || number == 0 ? standard : number;
  }

  /// A number, where one below 0 means the same as 0; `otherwise` after a mistake.
  int integerFromZero(String key, ConfNode node, int otherwise) {
    Integer number = integer(key, node, Integer.MIN_VALUE, Integer.MAX_VALUE);
    return number == null ? otherwise : Math.max(0, number);
  }

  private void warnOfStandard(String key, ConfNode node, String standard) {
    findings.warn(node, key + ": 0 stands for the default, " + standard);
  }

  /// A number from `least` on; `otherwise` after a mistake.
  int integerOr(String key, ConfNode node, int least, int otherwise) {
    Integer number = integer(key, node, least, Integer.MAX_VALUE);
    return number == null ? otherwise : number;
  }

  /// A text such as `"2s"`; a bare number is taken for seconds, as nats-server does, with a
  /// warning.
  @Nullable Duration duration(String key, ConfNode node) {
    return switch (node) {
      case ConfNode.Text(var position, String value, var writing) ->
          switch (ConfDuration.parse(value)) {
            case ConfDuration.Valid(Duration duration) -> duration;
            case ConfDuration.Invalid(String mistake) -> {
              findings.mistake(node, key + ": " + mistake);
              yield null;
            }
          };
      case ConfNode.Whole(var position, long value, String written) -> {
        findings.warn(
            node,
            key
                + ": the number "
                + written
                + " is taken for "
                + value
                + " seconds; write a unit, in quotes, such as \"2m\"");
        yield Duration.ofSeconds(value);
      }
      default -> {
        wrong(key, "a duration such as \"2s\"", node);
        yield null;
      }
    };
  }

  /// Like [#duration]; 0 stands for `standard`, as in nats-server, with a warning.
  ///
  /// @return `standard` after a mistake, too
  Duration durationOrStandard(String key, ConfNode node, Duration standard) {
    Duration duration = duration(key, node);
    if (duration != null && duration.isZero()) {
      warnOfStandard(key, node, ConfDuration.text(standard));
    }
    return duration == null || duration.isZero() ? standard : duration;
  }

  /// A number of seconds, perhaps with a fraction, or a duration: both without a warning.
  @Nullable Duration seconds(String key, ConfNode node) {
    return switch (node) {
      case ConfNode.Whole(var position, long value, var written) -> Duration.ofSeconds(value);
      case ConfNode.Fraction(var position, double value, var written) ->
          Duration.ofNanos(Math.round(value * 1e9));
      default -> duration(key, node);
    };
  }
}
