package io.nuncio.cli.check;

import picocli.CommandLine.Command;

/// `nuncio server`, which holds the commands about servers.
@Command(
    name = "server",
    aliases = "srv",
    description = "Watches servers.",
    subcommands = CheckCommand.class,
    footer = "  nuncio server check connection")
public final class ServerCommand {
  /// Holds others and does nothing.
  public ServerCommand() {}
}
