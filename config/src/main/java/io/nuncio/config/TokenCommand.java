package io.nuncio.config;

import io.nuncio.auth.TokenHash;
import java.util.List;

/// Reads `nats-server token new` and `nats-server token hash`, which are no flags.
final class TokenCommand {
  private static final String WORD = "token";
  private static final String NEW = "new";
  private static final String HASH = "hash";
  private static final String SEE_HELP = "; nats-server token --help tells more";

  private static final String HELP =
      """
      Usage: nats-server token new  [--cost <n>]
             nats-server token hash [--cost <n>]

      new    Makes a strong token and its bcrypt hash, and prints both.
      hash   Reads a token from standard input, or asks for it, and prints its bcrypt hash.

      The server needs the hash only. Clients need the token only.
      """;

  private static final String COST_HELP =
      """

          --cost <n>   How slow the hash is to compute, from 4 to 31: each step takes twice as
                       long, for the server, too, whenever a client connects (default: 11)
      """;

  private static final String NEW_HELP =
      """
      Usage: nats-server token new [--cost <n>]

      Makes a token of 24 letters and digits, which are safe in URLs, shells and files, and its
      bcrypt hash. Prints "token: ..." and "hash: ..." and starts nothing.
      """
          + COST_HELP;

  private static final String HASH_HELP =
      """
      Usage: nats-server token hash [--cost <n>] < token.txt

      Reads a token from standard input, without the line break behind it, and prints its bcrypt
      hash and nothing else. On a terminal it asks for the token twice and does not show it. bcrypt
      ignores all behind 72 bytes, so a longer token is refused.
      """
          + COST_HELP;

  private TokenCommand() {}

  static boolean isMeant(List<String> arguments) {
    return !arguments.isEmpty() && arguments.get(0).equals(WORD);
  }

  /// @param arguments all of the command line
  /// @throws CommandLineException if it is neither of the two; no argument is repeated, because it
  ///   may be a token
  static Invocation parse(List<String> arguments) throws CommandLineException {
    String command = arguments.size() > 1 ? arguments.get(1) : "";
    if (isHelp(command)) {
      return new Invocation.ShowHelp(HELP + COST_HELP);
    }
    boolean isNew = command.equals(NEW);
    if (!isNew && !command.equals(HASH)) {
      throw new CommandLineException("token: expected new or hash behind it" + SEE_HELP);
    }
    List<String> options = arguments.subList(2, arguments.size());
    if (options.stream().anyMatch(TokenCommand::isHelp)) {
      return new Invocation.ShowHelp(isNew ? NEW_HELP : HASH_HELP);
    }
    int cost = cost(command, options);
    return isNew ? new Invocation.NewToken(cost) : new Invocation.HashToken(cost);
  }

  private static boolean isHelp(String word) {
    return switch (word) {
      case "-h", "--h", "-help", "--help", "help" -> true;
      default -> false;
    };
  }

  private static int cost(String command, List<String> options) throws CommandLineException {
    int cost = TokenHash.DEFAULT_COST;
    for (int i = 0; i < options.size(); i++) {
      String option = options.get(i).replaceFirst("^--?cost(=|$)", "=");
      if (option.equals("=") && i + 1 < options.size()) {
        option += options.get(++i);
      }
      if (!option.startsWith("=")) {
        throw new CommandLineException(
            command.equals(HASH)
                ? "token hash takes no token on the command line, where every user of this machine"
                    + " can read it, but from standard input: nats-server token hash < token.txt"
                : "token new: expected nothing but --cost behind it" + SEE_HELP);
      }
      cost = number(option.substring(1));
    }
    return cost;
  }

  private static int number(String text) throws CommandLineException {
    try {
      int cost = Integer.parseInt(text);
      if (cost >= TokenHash.LEAST_COST && cost <= TokenHash.MOST_COST) {
        return cost;
      }
    } catch (NumberFormatException notANumber) {
      // Said below.
    }
    throw new CommandLineException(
        "--cost: expected a number from %d to %d, for example --cost %d"
            .formatted(TokenHash.LEAST_COST, TokenHash.MOST_COST, TokenHash.DEFAULT_COST));
  }
}
