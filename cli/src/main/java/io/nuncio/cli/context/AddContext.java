package io.nuncio.cli.context;

import io.nuncio.cli.connection.Connections;
import io.nuncio.cli.connection.Settings;
import io.nuncio.cli.outside.Outside;
import io.nuncio.cli.store.ContextDocument;
import io.nuncio.cli.store.ContextStore;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `nuncio context add`.
@Command(
    name = "add",
    aliases = {"save", "create"},
    description = {
      "Keeps the options for connecting under a name, or changes what is kept there.",
      "What is not given stays as it is. With --context another context is the beginning."
    },
    footer = {
      "  nuncio context add here --server nats://localhost:4222 --description 'This machine'",
      "  nuncio context add copy --context here --tlsfirst"
    })
public final class AddContext implements Callable<Integer> {
  private final Connections connections;
  private final Outside outside;

  @Parameters(index = "0", paramLabel = "NAME", description = "name of the context")
  private String name = "";

  @Option(names = "--description", paramLabel = "TEXT", description = "what it is for")
  private @Nullable String description;

  @Option(names = "--select", description = "uses it from now on unless told otherwise")
  private boolean select;

  /// A command that keeps the flags of these connections.
  public AddContext(Connections connections, Outside outside) {
    this.connections = connections;
    this.outside = outside;
  }

  @Override
  public Integer call() {
    ContextStore store = connections.contexts();
    String from = connections.namedByFlag();
    ContextDocument before =
        from != null
            ? store.read(from)
            : store.has(name) ? store.read(name) : ContextDocument.EMPTY;
    Settings given = connections.flags();
    ContextDocument after = given.keptIn(before, outside.environment());
    if (description != null) {
      after = after.with("description", description);
    }
    store.save(name, after);
    outside.terminal().line("Saved context '" + name + "' in " + store.file(name));
    if (select) {
      store.select(name);
    }
    return 0;
  }
}
