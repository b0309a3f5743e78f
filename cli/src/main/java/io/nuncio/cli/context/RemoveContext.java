package io.nuncio.cli.context;

import io.nuncio.cli.connection.Connections;
import io.nuncio.cli.outside.CommandFailure;
import io.nuncio.cli.outside.Outside;
import io.nuncio.cli.store.ContextStore;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `nuncio context rm`.
@Command(
    name = "rm",
    aliases = "remove",
    description = "Forgets a context; asks before, unless --force is given.",
    footer = "  nuncio context rm old --force")
public final class RemoveContext implements Callable<Integer> {
  private final Connections connections;
  private final Outside outside;

  @Parameters(index = "0", paramLabel = "NAME", description = "name of the context")
  private String name = "";

  @Option(
      names = {"-f", "--force"},
      description = "does not ask")
  private boolean force;

  /// A command that removes a context of these connections.
  public RemoveContext(Connections connections, Outside outside) {
    this.connections = connections;
    this.outside = outside;
  }

  @Override
  public Integer call() throws InterruptedException {
    ContextStore store = connections.contexts();
    if (name.equals(store.selected()) && store.names().size() > 1) {
      throw CommandFailure.of("context '" + name + "' is selected: select another one before");
    }
    store.read(name);
    if (!force && !confirmed()) {
      throw CommandFailure.of("context '" + name + "' was not removed");
    }
    store.remove(name);
    outside.terminal().line("Removed context '" + name + "'");
    return 0;
  }

  private boolean confirmed() throws InterruptedException {
    if (!outside.terminal().ends().input()) {
      throw CommandFailure.usage("nobody can be asked whether to remove it: give --force");
    }
    outside.terminal().say("Really remove context '" + name + "'? Type y for yes:");
    try {
      byte[] answer = outside.terminal().read(1);
      return answer.length == 1 && answer[0] == 'y';
    } catch (IOException e) {
      throw CommandFailure.of("cannot read the answer: " + CommandFailure.reason(e));
    }
  }
}
