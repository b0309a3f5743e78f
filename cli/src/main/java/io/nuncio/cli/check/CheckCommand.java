package io.nuncio.cli.check;

import picocli.CommandLine.Command;

/// `nuncio server check`, which holds the checks.
@Command(
    name = "check",
    description = {
      "Checks whether a server is well, for Nagios and the like.",
      "Exit status: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN."
    },
    exitCodeOnInvalidInput = CheckResult.UNKNOWN,
    subcommands = CheckConnection.class,
    footer = "  nuncio server check connection --format text")
public final class CheckCommand {
  /// Holds others and does nothing.
  public CheckCommand() {}
}
