package io.nuncio.config;

import io.nuncio.config.ParsedFlags.Given;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads flags by the rules of Go's `flag` package, which is what scripts for nats-server rely on.
///
/// `-x` and `--x` are the same; a value is `-x v` or `-x=v`; a switch is `-x` or `-x=false`, never
/// `-x false`; flags end at `--` or at the first word without a dash; the last of several wins.
final class FlagParser {
  private final List<String> arguments;
  private final Map<Flag, Given> givenByFlag = new EnumMap<>(Flag.class);
  private int next;
  private boolean lastHoldsSecret;

  private FlagParser(List<String> arguments) {
    this.arguments = arguments;
  }

  /// @throws CommandLineException for an unknown flag, or a value that is missing or of another
  ///   kind
  static ParsedFlags parse(List<String> arguments) throws CommandLineException {
    var parser = new FlagParser(arguments);
    while (parser.atFlag()) {
      parser.readFlag();
    }
    return new ParsedFlags(
        parser.givenByFlag,
        arguments.subList(parser.next, arguments.size()),
        parser.lastHoldsSecret);
  }

  private boolean atFlag() {
    if (next == arguments.size()) {
      return false;
    }
    String argument = arguments.get(next);
    if (argument.equals("--")) {
      next++;
      return false;
    }
    return argument.length() > 1 && argument.charAt(0) == '-';
  }

  private void readFlag() throws CommandLineException {
    String argument = arguments.get(next++);
    String dashes = argument.startsWith("--") ? "--" : "-";
    String body = argument.substring(dashes.length());
    int equals = body.indexOf('=');
    String name = equals < 0 ? body : body.substring(0, equals);
    if (name.isEmpty() || name.charAt(0) == '-') {
      // Whatever follows the equals sign may be a secret.
      throw new CommandLineException("bad flag syntax: " + dashes + name);
    }
    Flag flag = named(name);
    if (flag == null) {
      throw new CommandLineException(UnknownFlag.message(name));
    }
    String inline = equals < 0 ? null : body.substring(equals + 1);
    String value =
        flag.kind() == Flag.Kind.SWITCH ? switchValue(name, inline) : value(flag, name, inline);
    givenByFlag.put(flag, new Given(name, value));
    lastHoldsSecret = flag.holdsSecret();
  }

  private static @Nullable Flag named(String name) {
    for (Flag flag : Flag.values()) {
      if (flag.names().contains(name)) {
        return flag;
      }
    }
    return null;
  }

  private static String switchValue(String name, @Nullable String inline)
      throws CommandLineException {
    if (inline == null) {
      return "true";
    }
    return switch (inline) {
      case "1", "t", "T", "true", "TRUE", "True" -> "true";
      case "0", "f", "F", "false", "FALSE", "False" -> "false";
      default ->
          throw new CommandLineException(
              "invalid boolean value \"%s\" for -%s: expected true or false, for example -%s=false"
                  .formatted(inline, name, name));
    };
  }

  private String value(Flag flag, String name, @Nullable String inline)
      throws CommandLineException {
    if (inline != null) {
      return inline;
    }
    if (next == arguments.size()) {
      String example = flag.example().isEmpty() ? "" : ", for example " + flag.example();
      throw new CommandLineException("flag needs an argument: -" + name + example);
    }
    return arguments.get(next++);
  }
}
