package io.nuncio.cli;

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

/// `nuncio help`.
@Command(
    name = "help",
    description = "Explains a command, or shows which there are.",
    footer = {"  nuncio help", "  nuncio help pub"})
final class ShowHelp implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "which, such as 'sub'")
  private List<String> path = new ArrayList<>();

  ShowHelp(Terminal terminal) {
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
    command.usage(terminal.out());
    return 0;
  }
}
