package io.nuncio.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Values that several flags have in common.
final class FlagValues {
  /// What -1 stands for.
  static final int ANY_FREE_PORT = -1;

  /// What is no port.
  static final int NO_PORT = Integer.MIN_VALUE;

  private FlagValues() {}

  /// @return null if the flag says nothing
  /// @throws CommandLineException if no file can be called so
  static @Nullable Path path(ParsedFlags flags, Flag flag) throws CommandLineException {
    String text = flags.text(flag);
    try {
      return text == null ? null : Path.of(text);
    } catch (InvalidPathException notAPath) {
      throw new CommandLineException(
          "invalid value for flag -%s: expected the path of a file, for example %s"
              .formatted(flag.names().get(0), flag.example()));
    }
  }

  /// @return 0 if the flag is not given
  /// @throws CommandLineException if the value is not a number from 0 to `most`
  static long number(ParsedFlags flags, Flag flag, long most) throws CommandLineException {
    String text = flags.value(flag);
    if (text == null) {
      return 0;
    }
    try {
      long number = Long.parseLong(text);
      // Go reads a leading zero as octal; either reading would surprise somebody.
      boolean octal = text.length() > 1 && text.charAt(0) == '0';
      if (number >= 0 && number <= most && !octal) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Said below.
    }
    throw new CommandLineException(
        "invalid value \"%s\" for flag -%s: expected a number of bytes, 0 for no limit, for example %s"
            .formatted(text, flag.names().get(0), flag.example()));
  }

  /// A host and a port, such as `nats.example.com:4222` or `[::1]:4222`; the port may be missing.
  ///
  /// @return null if the flag says nothing
  /// @throws CommandLineException if it is something else
  static @Nullable String hostAndPort(ParsedFlags flags, Flag flag) throws CommandLineException {
    String text = flags.text(flag);
    if (text == null || isHostAndPort(text)) {
      return text;
    }
    throw new CommandLineException(
        "invalid value \"%s\" for flag -%s: expected a host and a port, for example %s"
            .formatted(shown(text), flag.names().get(0), flag.example()));
  }

  /// What may be shown of a value: not what stands before the host of a URL, where clients have
  /// their tokens.
  static String shown(String text) {
    int at = text.lastIndexOf('@');
    return at < 0 ? text : "[REDACTED]" + text.substring(at);
  }

  /// Whether `text` is a host, with or without a port.
  static boolean isHostAndPort(String text) {
    int colon = text.lastIndexOf(':');
    boolean bracketed = text.startsWith("[");
    if (bracketed && text.endsWith("]")) {
      colon = -1;
    }
    String host = colon < 0 ? text : text.substring(0, colon);
    if (bracketed != host.endsWith("]") || (!bracketed && host.indexOf(':') >= 0)) {
      return false;
    }
    return Identity.isName(host)
        && host.indexOf('/') < 0
        && (colon < 0 || isPort(text.substring(colon + 1)));
  }

  /// The port that `text` is, [#ANY_FREE_PORT], or [#NO_PORT].
  static int listeningPort(String text) {
    if (text.equals("-1")) {
      return ANY_FREE_PORT;
    }
    // Go reads a leading zero as octal; either reading would surprise somebody.
    boolean octal = text.length() > 1 && text.charAt(0) == '0';
    int port = octal || text.startsWith("+") ? -1 : port(text);
    return port < 0 ? NO_PORT : port;
  }

  private static boolean isPort(String text) {
    return port(text) >= 0;
  }

  /// The number that `text` is, from 0 to 65535, or -1.
  static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      return port >= 0 && port <= ListenAddress.MAX_PORT ? port : -1;
    } catch (NumberFormatException notANumber) {
      return -1;
    }
  }
}
