package io.nuncio.config;

import java.util.Arrays;
import java.util.List;

/// Reads the value of `--signal`: `<command>` or `<command>=<target>`.
final class SignalFlag {
  private static final String CHOICE =
      "expected stop, quit, term, reopen, reload or ldm, for example ";

  private SignalFlag() {}

  /// @throws CommandLineException if there is no such command, or more than one target
  static Invocation.SendSignal parse(String value) throws CommandLineException {
    List<String> parts = Arrays.asList(value.split("=", -1));
    if (parts.size() > 2) {
      throw new CommandLineException(
          "invalid signal parameters: [%s]: expected one process, for example %s"
              .formatted(String.join(" ", parts.subList(2, parts.size())), Flag.SIGNAL.example()));
    }
    return new Invocation.SendSignal(command(parts.get(0)), parts.size() == 2 ? parts.get(1) : "");
  }

  private static SignalCommand command(String word) throws CommandLineException {
    for (SignalCommand command : SignalCommand.values()) {
      if (command.word().equals(word)) {
        return command;
      }
    }
    throw new CommandLineException(
        "unknown signal \"" + word + "\": " + CHOICE + Flag.SIGNAL.example());
  }
}
