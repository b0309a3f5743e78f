package io.nuncio.cli.context;

import io.nuncio.cli.connection.Connections;
import io.nuncio.cli.outside.Outside;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `nuncio context select`.
@Command(
    name = "select",
    aliases = {"switch", "set"},
    description = "Uses a context from now on unless told otherwise.",
    footer = "  nuncio context select here")
public final class SelectContext implements Callable<Integer> {
  private final Connections connections;
  private final Outside outside;

  @Parameters(index = "0", paramLabel = "NAME", description = "name of the context")
  private String name = "";

  /// A command that selects among the contexts of these connections.
  public SelectContext(Connections connections, Outside outside) {
    this.connections = connections;
    this.outside = outside;
  }

  @Override
  public Integer call() {
    connections.contexts().select(name);
    outside.terminal().line("Selected context '" + name + "'");
    return 0;
  }
}
