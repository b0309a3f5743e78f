package io.nuncio.cli.context;

import picocli.CommandLine.Command;

/// `nuncio context`, which holds the commands about contexts.
@Command(
    name = "context",
    aliases = "ctx",
    description = {
      "Keeps named ways to connect, which the official 'nats' command shares.",
      "They are files below $XDG_CONFIG_HOME/nats, or ~/.config/nats, which only you can read."
    },
    subcommands = {
      AddContext.class,
      ListContexts.class,
      ShowContext.class,
      SelectContext.class,
      PreviousContext.class,
      RemoveContext.class
    },
    footer = {
      "  nuncio context add here --server nats://localhost:4222 --select",
      "  nuncio context ls"
    })
public final class ContextCommand {
  /// Holds others and does nothing.
  public ContextCommand() {}
}
