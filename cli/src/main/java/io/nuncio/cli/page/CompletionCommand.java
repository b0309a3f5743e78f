package io.nuncio.cli.page;

import io.nuncio.cli.outside.Terminal;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `nuncio completion`.
@Command(
    name = "completion",
    description = {
      "Shows the script by which a shell completes commands and options.",
      "Load it in ~/.bashrc or ~/.zshrc: source <(nuncio completion bash)"
    },
    footer = "  nuncio completion bash")
public final class CompletionCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
  private Shell shell = Shell.bash;

  /// The shells that understand the script, which is the same for both.
  enum Shell {
    bash,
    zsh
  }

  /// A command that prints there.
  public CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    String script = AutoComplete.bash(spec.root().name(), spec.root().commandLine());
    terminal.line("# For " + shell + ".");
    terminal.line(script);
    return 0;
  }
}
