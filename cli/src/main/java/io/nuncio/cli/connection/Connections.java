package io.nuncio.cli.connection;

import io.nuncio.cli.outside.CommandFailure;
import io.nuncio.cli.outside.Environment;
import io.nuncio.cli.outside.Outside;
import io.nuncio.cli.store.ContextDocument;
import io.nuncio.cli.store.ContextStore;
import io.nuncio.client.AuthenticationException;
import io.nuncio.client.Connection;
import io.nuncio.client.ConnectionListener;
import io.nuncio.client.ConnectionListener.Events;
import io.nuncio.client.Consumer;
import io.nuncio.client.ErrorListener;
import io.nuncio.client.Nats;
import io.nuncio.client.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Connects as flags, environment and context say. Confined to one thread.
public final class Connections {
  private static final int MAX_TOKEN_BYTES = 64 * 1024;

  private final ConnectionFlags flags;
  private final Outside outside;
  private final ContextStore store;

  /// Looked up once: a token's file may be a pipe.
  private @Nullable Settings known;

  /// @param flags read when a connection is asked for, so they may be filled in later
  public Connections(ConnectionFlags flags, Outside outside) {
    this.flags = flags;
    this.outside = outside;
    this.store = new ContextStore(outside.environment().configuration());
  }

  /// The contexts that are looked into.
  public ContextStore contexts() {
    return store;
  }

  /// The context that a flag names; null for none.
  public @Nullable String namedByFlag() {
    return flags.context();
  }

  /// What the flags alone say.
  public Settings flags() {
    Settings given = flags.settings();
    String file = flags.tokenFile();
    if (file == null) {
      return given;
    }
    if (given.get(Setting.TOKEN) != null) {
      throw CommandFailure.usage("--token and --token-file came together: leave one out");
    }
    return given.with(Setting.TOKEN, token(outside.environment().path(file)));
  }

  private static String token(Path file) {
    try {
      if (Files.size(file) > MAX_TOKEN_BYTES) {
        throw CommandFailure.of(file + " is larger than a token can be, 64 KiB");
      }
      String token = Files.readString(file).strip();
      if (token.isEmpty()) {
        throw CommandFailure.of(file + " should hold a token and is empty");
      }
      return token;
    } catch (IOException e) {
      throw CommandFailure.of("cannot read the token in " + file + ": " + CommandFailure.reason(e));
    }
  }

  /// All that is said about the connection.
  public Settings settings() {
    Settings settings = known == null ? lookUp() : known;
    known = settings;
    return settings;
  }

  private Settings lookUp() {
    Environment environment = outside.environment();
    String named = contextName();
    Settings context =
        named == null ? new Settings(Map.of()) : Settings.of(named, store.read(named));
    return Settings.merged(List.of(flags(), Settings.of(environment), context));
  }

  /// The context that is used; null for none.
  private @Nullable String contextName() {
    String named =
        flags.context() == null ? outside.environment().get("NATS_CONTEXT") : flags.context();
    return named == null ? store.selected() : named;
  }

  /// How long a server may take for an answer.
  public Duration timeout() {
    return new ClientOptions(settings(), outside.environment()).timeout();
  }

  /// Options for one connection that does not come back when it breaks.
  public Options.Builder options() {
    return options(settings());
  }

  /// The same by these settings.
  public Options.Builder options(Settings settings) {
    return new ClientOptions(settings, outside.environment())
        .builder()
        .errorListener(new Silence());
  }

  /// Connects, for something short: when the connection breaks the command fails.
  public Session open() throws InterruptedException {
    return open(options());
  }

  /// Connects as this context says and nothing else.
  public Session openContext(String name, ContextDocument context) throws InterruptedException {
    return open(options(Settings.merged(List.of(Settings.of(name, context)))));
  }

  /// Connects, for as long as the user likes: when the connection breaks it is made again, and the
  /// user told.
  public Session openForLong() throws InterruptedException {
    return open(
        options().maxReconnects(-1).errorListener(new Told()).connectionListener(new Told()));
  }

  /// Connects with these options.
  public Session open(Options.Builder options) throws InterruptedException {
    try {
      return new Session(Nats.connect(options.build()));
    } catch (IOException e) {
      throw CommandFailure.of(CommandFailure.reason(e) + hint(e));
    }
  }

  private static String hint(IOException e) {
    if (e instanceof AuthenticationException) {
      return "; say who you are with --user, --token-file, --creds, --nkey or --context";
    }
    return CommandFailure.reason(e).contains("onnection refused")
        ? "; start a server there, or name another with --server"
        : "";
  }

  /// What goes wrong shows in what the command does next.
  private static final class Silence implements ErrorListener {}

  /// Tells the user.
  private final class Told implements ErrorListener, ConnectionListener {
    @Override
    public void errorOccurred(Connection connection, String error) {
      outside.terminal().say("nuncio: the server says: " + outside.terminal().shown(error));
    }

    @Override
    public void slowConsumerDetected(Connection connection, Consumer consumer) {
      outside
          .terminal()
          .say("nuncio: messages are dropped, because they come faster than they are printed");
    }

    @Override
    public void connectionEvent(Connection connection, Events type) {
      if (type == Events.DISCONNECTED) {
        outside.terminal().say("nuncio: the connection broke, trying again");
      } else if (type == Events.RECONNECTED) {
        outside.terminal().say("nuncio: connected again to " + connection.getConnectedUrl());
      }
    }
  }
}
