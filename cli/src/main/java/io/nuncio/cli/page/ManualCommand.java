package io.nuncio.cli.page;

import io.nuncio.cli.outside.CommandFailure;
import io.nuncio.cli.outside.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `nuncio man`.
@Command(
    name = "man",
    description = {
      "Shows the page of the manual, of the program or of a command, for man(1).",
      "Read it with: nuncio man pub | man -l -"
    },
    footer = {"  nuncio man", "  nuncio man context add"})
public final class ManualCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "which, such as 'sub'")
  private List<String> path = new ArrayList<>();

  /// A command that prints there.
  public ManualCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CommandLine command = spec.root().commandLine();
    for (String name : path) {
      CommandLine below = command.getSubcommands().get(name);
      if (below == null) {
        throw CommandFailure.usage("there is no command '" + String.join(" ", path) + "'");
      }
      command = below;
    }
    terminal.line(new ManualPage(command.getCommandSpec()).toRoff());
    return 0;
  }
}
