package io.nuncio.config;

import io.nuncio.auth.Secret;
import io.nuncio.config.ParsedFlags.Given;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The command line of nats-server, turned into what it asks for.
///
/// Flags that are not built yet are refused by name, unless their value means "off". An unknown
/// flag and an empty token are refused too, where nats-server 2.15.2 prints its usage with exit
/// status 0 and lets everybody in.
public final class CommandLine {
  private static final String TOKEN_IS_VISIBLE =
      "--auth puts the token on the command line, where every user of this machine can read it";

  private CommandLine() {}

  /// Never throws: what cannot be followed is [Invocation.Refused].
  ///
  /// @param arguments without the name of the program
  public static Invocation parse(List<String> arguments) {
    try {
      return understand(FlagParser.parse(arguments));
    } catch (CommandLineException refused) {
      return new Invocation.Refused(String.valueOf(refused.getMessage()));
    }
  }

  /// All options, with an example beside each one that works; ends with a line break.
  public static String help() {
    return HelpText.text();
  }

  private static Invocation understand(ParsedFlags flags) throws CommandLineException {
    if (flags.isOn(Flag.VERSION)) {
      return new Invocation.ShowVersion();
    }
    if (flags.isOn(Flag.HELP)) {
      return new Invocation.ShowHelp();
    }
    // Before the words: of `--auth= token` the second is a secret.
    AuthenticationConfig authentication = authentication(flags);
    if (!flags.words().isEmpty()) {
      return command(flags);
    }
    refuseTheUnbuilt(flags);
    return new Invocation.Start(config(flags, authentication), warnings(authentication));
  }

  private static Invocation command(ParsedFlags flags) throws CommandLineException {
    String word = flags.words().get(0);
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "version" -> new Invocation.ShowVersion();
      case "help" -> new Invocation.ShowHelp();
      default ->
          throw new CommandLineException(
              flags.wordsFollowSecret()
                  ? "unrecognized command after --auth: a token with spaces needs quotes around it,"
                      + " and one that was left out takes the next flag for itself"
                  : "unrecognized command: \"" + word + "\"");
    };
  }

  private static void refuseTheUnbuilt(ParsedFlags flags) throws CommandLineException {
    var names = new StringBuilder();
    int count = 0;
    for (Map.Entry<Flag, Given> entry : flags.givenByFlag().entrySet()) {
      Given given = entry.getValue();
      if (entry.getKey().asksForTheUnbuilt(given.value())) {
        names.append(count++ == 0 ? "-" : ", -").append(given.name());
        if (entry.getKey().use() == Flag.Use.ON_ONLY) {
          names.append("=false");
        }
      }
    }
    if (count > 0) {
      throw new CommandLineException(
          names
              + (count == 1 ? " is not built yet: leave it" : " are not built yet: leave them")
              + " out to start without");
    }
  }

  private static ServerConfig config(ParsedFlags flags, AuthenticationConfig authentication)
      throws CommandLineException {
    return new ServerConfig(
        listen(flags),
        serverName(flags),
        authentication,
        Limits.defaults(),
        Timers.defaults(),
        log(flags),
        path(flags, Flag.PID_FILE),
        null,
        null,
        LameDuck.defaults(),
        0);
  }

  private static List<String> warnings(AuthenticationConfig authentication) {
    return authentication instanceof AuthenticationConfig.Token
        ? List.of(TOKEN_IS_VISIBLE)
        : List.of();
  }

  private static AuthenticationConfig authentication(ParsedFlags flags)
      throws CommandLineException {
    String token = flags.value(Flag.AUTH);
    if (token == null) {
      return new AuthenticationConfig.Open();
    }
    if (token.isEmpty()) {
      throw new CommandLineException(
          "the token of --auth is empty, which would let everybody in: give it one, for example"
              + " --auth \"$TOKEN\" with TOKEN set, or leave --auth out to start without"
              + " authentication");
    }
    return new AuthenticationConfig.Token(Secret.of(token));
  }

  private static ListenAddress listen(ParsedFlags flags) throws CommandLineException {
    ListenAddress defaults = ListenAddress.defaults();
    String host = flags.text(Flag.ADDRESS);
    if (host != null && host.isBlank()) {
      throw new CommandLineException(
          "invalid value \"%s\" for flag -a: expected a host name or an address, for example %s"
              .formatted(host, Flag.ADDRESS.example()));
    }
    String port = flags.value(Flag.PORT);
    return new ListenAddress(
        host == null ? defaults.host() : host, port == null ? defaults.port() : port(port));
  }

  private static int port(String text) throws CommandLineException {
    int number;
    try {
      number = Integer.parseInt(text);
    } catch (NumberFormatException notANumber) {
      throw badPort(text);
    }
    // Go reads a leading zero as octal; either reading would surprise somebody.
    boolean octal = text.length() > 1 && text.charAt(0) == '0';
    if (number < -1 || number > ListenAddress.MAX_PORT || octal) {
      throw badPort(text);
    }
    return switch (number) {
      case -1 -> ListenAddress.ANY_FREE_PORT;
      case 0 -> ListenAddress.DEFAULT_PORT;
      default -> number;
    };
  }

  private static CommandLineException badPort(String text) {
    return new CommandLineException(
        "invalid value \"%s\" for flag -p: expected a port from 1 to 65535, 0 for 4222 or -1 for"
                .formatted(text)
            + " any free one, for example "
            + Flag.PORT.example());
  }

  private static @Nullable String serverName(ParsedFlags flags) throws CommandLineException {
    String name = flags.text(Flag.SERVER_NAME);
    if (name != null && !ServerConfig.isName(name)) {
      throw new CommandLineException(
          "invalid value \"%s\" for flag -n: expected one word without spaces, for example %s"
              .formatted(name, Flag.SERVER_NAME.example()));
    }
    return name;
  }

  private static LogConfig log(ParsedFlags flags) throws CommandLineException {
    boolean both = flags.isOn(Flag.DEBUG_AND_TRACE);
    boolean alone = flags.value(Flag.DEBUG_AND_TRACE) == null;
    return LogConfig.of(
        both || (alone && flags.isOn(Flag.DEBUG)),
        both || (alone && flags.isOn(Flag.TRACE)),
        path(flags, Flag.LOG_FILE));
  }

  private static @Nullable Path path(ParsedFlags flags, Flag flag) throws CommandLineException {
    String text = flags.text(flag);
    try {
      return text == null ? null : Path.of(text);
    } catch (InvalidPathException notAPath) {
      throw new CommandLineException(
          "invalid value for flag -%s: expected the path of a file, for example %s"
              .formatted(flag.names().get(0), flag.example()));
    }
  }
}
