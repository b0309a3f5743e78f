package io.nuncio.cli.context;

import io.nuncio.cli.connection.Connections;
import io.nuncio.cli.connection.ServerUrl;
import io.nuncio.cli.connection.Session;
import io.nuncio.cli.connection.Setting;
import io.nuncio.cli.outside.CommandFailure;
import io.nuncio.cli.outside.Outside;
import io.nuncio.cli.outside.Terminal;
import io.nuncio.cli.store.ContextDocument;
import io.nuncio.wire.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `nuncio context show`.
@Command(
    name = "show",
    aliases = "info",
    description = "Shows a context, but no token and no password.",
    footer = {"  nuncio context show", "  nuncio context show here --connect"})
public final class ShowContext implements Callable<Integer> {
  private static final String HIDDEN = "(hidden)";

  private final Connections connections;
  private final Outside outside;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      description = "the selected one by default")
  private @Nullable String name;

  @Option(
      names = {"-j", "--json"},
      description = "shows a JSON object")
  private boolean json;

  @Option(names = "--connect", description = "tries whether it connects")
  private boolean connect;

  /// A command that shows a context of these connections.
  public ShowContext(Connections connections, Outside outside) {
    this.connections = connections;
    this.outside = outside;
  }

  @Override
  public Integer call() throws InterruptedException {
    String shown = name == null ? connections.contexts().selected() : name;
    if (shown == null) {
      throw CommandFailure.usage("no context is selected, so say which to show");
    }
    ContextDocument context = connections.contexts().read(shown);
    Map<String, String> lines = lines(context);
    Terminal terminal = outside.terminal();
    if (json) {
      JsonWriter object = new JsonWriter().field("name", shown);
      lines.forEach(object::field);
      terminal.line(object.toString());
    } else {
      terminal.line(terminal.shown("Context '" + shown + "'"));
      lines.forEach((key, value) -> terminal.line(terminal.shown("  " + key + ": " + value)));
    }
    terminal.flush();
    if (connect) {
      try (Session session = connections.openContext(shown, context)) {
        terminal.say("Connected to " + session.nats().getConnectedUrl());
      }
    }
    return 0;
  }

  private static Map<String, String> lines(ContextDocument context) {
    var lines = new LinkedHashMap<String, String>();
    put(lines, "description", context.text("description"));
    for (Setting setting : Setting.values()) {
      String key = setting.key();
      String value = key == null ? null : context.isTrue(key) ? "true" : context.text(key);
      if (key != null && value != null) {
        String open = setting == Setting.SERVER ? ServerUrl.withoutIdentity(value) : value;
        put(lines, key, setting.isSecret() ? HIDDEN : open);
      }
    }
    for (String key : context.keys()) {
      if (!lines.containsKey(key) && context.text(key) != null) {
        put(lines, key, HIDDEN);
      }
    }
    return lines;
  }

  private static void put(Map<String, String> lines, String key, @Nullable String value) {
    if (value != null) {
      lines.put(key, value);
    }
  }
}
