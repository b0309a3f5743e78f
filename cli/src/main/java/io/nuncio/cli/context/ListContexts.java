package io.nuncio.cli.context;

import io.nuncio.cli.connection.Connections;
import io.nuncio.cli.connection.ServerUrl;
import io.nuncio.cli.outside.Outside;
import io.nuncio.cli.outside.Terminal;
import io.nuncio.cli.store.ContextDocument;
import io.nuncio.wire.JsonWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `nuncio context ls`.
@Command(
    name = "ls",
    aliases = "list",
    description = "Shows which contexts there are; * stands before the selected one.",
    footer = {"  nuncio context ls", "  nuncio context ls --names"})
public final class ListContexts implements Callable<Integer> {
  private final Connections connections;
  private final Outside outside;

  @Option(names = "--names", description = "shows names and nothing else")
  private boolean names;

  @Option(
      names = {"-j", "--json"},
      description = "shows a JSON object for each")
  private boolean json;

  /// A command that shows the contexts of these connections.
  public ListContexts(Connections connections, Outside outside) {
    this.connections = connections;
    this.outside = outside;
  }

  @Override
  public Integer call() {
    Terminal terminal = outside.terminal();
    String selected = connections.contexts().selected();
    List<String> all = connections.contexts().names();
    int width = all.stream().mapToInt(String::length).max().orElse(0);
    for (String name : all) {
      terminal.line(terminal.shown(names ? name : line(name, name.equals(selected), width)));
    }
    if (all.isEmpty() && !names && !json) {
      terminal.say("There are no contexts: make one with 'nuncio context add'");
    }
    return 0;
  }

  private String line(String name, boolean selected, int width) {
    ContextDocument context = connections.contexts().read(name);
    String url = ServerUrl.withoutIdentity(orEmpty(context.text("url")));
    String description = orEmpty(context.text("description"));
    if (json) {
      return new JsonWriter()
          .field("name", name)
          .field("selected", selected)
          .fieldIfNotEmpty("url", url)
          .fieldIfNotEmpty("description", description)
          .toString();
    }
    String padded = name + " ".repeat(width - name.length());
    return ((selected ? "* " : "  ") + padded + "  " + url + "  " + description).stripTrailing();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
