package io.nuncio.cli.context;

import io.nuncio.cli.connection.Connections;
import io.nuncio.cli.outside.CommandFailure;
import io.nuncio.cli.outside.Outside;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `nuncio context previous`.
@Command(
    name = "previous",
    aliases = "-",
    description = "Selects the context that was selected before.",
    footer = "  nuncio context previous")
public final class PreviousContext implements Callable<Integer> {
  private final Connections connections;
  private final Outside outside;

  /// A command that selects among the contexts of these connections.
  public PreviousContext(Connections connections, Outside outside) {
    this.connections = connections;
    this.outside = outside;
  }

  @Override
  public Integer call() {
    String name = connections.contexts().previous();
    if (name == null) {
      throw CommandFailure.of(
          "no context was selected before: choose with 'nuncio context select'");
    }
    connections.contexts().select(name);
    outside.terminal().line("Selected context '" + name + "'");
    return 0;
  }
}
