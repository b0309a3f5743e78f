package io.nuncio.cli;

import io.nuncio.cli.outside.CommandFailure;
import java.util.List;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What is wrong with a command line, in a sentence that repeats no value: it may be a secret that
/// slipped into the wrong place.
final class UsageMistake {
  private UsageMistake() {}

  static String sentence(ParameterException mistake) {
    if (mistake instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched);
    }
    String message = CommandFailure.reason(mistake);
    if (message.equals("Missing required subcommand")) {
      return "a command is missing: 'nuncio help' shows those there are";
    }
    Throwable cause = mistake.getCause();
    String reason = cause == null ? message : CommandFailure.reason(cause);
    return lowered(message.contains(reason) ? message : message + ": " + reason);
  }

  private static String unmatched(UnmatchedArgumentException mistake) {
    List<String> options =
        mistake.getUnmatched().stream()
            .filter(argument -> argument.length() > 1 && argument.startsWith("-"))
            .map(argument -> argument.replaceFirst("=.*", ""))
            .toList();
    if (!options.isEmpty()) {
      return "there is no option " + options.get(0);
    }
    boolean command = mistake.getCommandLine().getParent() == null;
    return command
        ? "there is no such command: 'nuncio help' shows those there are"
        : "one argument less is expected" + ": quote those with blanks";
  }

  private static String lowered(String message) {
    String bare = message.replaceFirst("^Error: ", "");
    return bare.isEmpty() ? bare : Character.toLowerCase(bare.charAt(0)) + bare.substring(1);
  }
}
