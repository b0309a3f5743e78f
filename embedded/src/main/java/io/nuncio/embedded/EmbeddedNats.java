package io.nuncio.embedded;

import io.nuncio.client.Connection;
import io.nuncio.client.Nats;
import io.nuncio.client.Options;
import io.nuncio.config.ListenAddress;
import io.nuncio.config.ServerConfig;
import io.nuncio.config.TlsConfig;
import io.nuncio.server.NatsServer;
import io.nuncio.server.ReloadOutcome;
import io.nuncio.server.ServerStartException;
import io.nuncio.server.events.EventSink;
import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;
import io.nuncio.server.snapshot.Snapshots;
import io.nuncio.wire.ByteEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A NATS server inside this program.
///
/// ```java
/// try (var nats = EmbeddedNats.builder().token("s3cr3t").start();
///     var client = nats.connect()) {
///   client.publish("greetings", "hello".getBytes(UTF_8));
///   // others connect to nats.uri() and present the token
/// }
/// ```
///
/// It ends with [#close] and not by itself: its threads keep the JVM alive until then. It installs
/// no signal handlers, never ends the process, and shares nothing with other servers of the same
/// JVM. Safe from any thread.
public final class EmbeddedNats implements AutoCloseable {
  /// What clients call the server that they reach without a socket.
  private static final String IN_PROCESS = "nats://in-process";

  private final Builder origin;
  private final CompletableFuture<@Nullable Void> letGo = new CompletableFuture<>();

  /// Null when closed, so that who keeps this keeps nothing of the server.
  private volatile @Nullable NatsServer server;

  private EmbeddedNats(Builder origin, NatsServer server) {
    this.origin = origin;
    this.server = server;
  }

  /// Begins to describe a server: without another word it listens on a free port of the loopback
  /// interface and lets everybody in.
  public static Builder builder() {
    return new Builder();
  }

  /// Where clients of this machine connect, such as `nats://127.0.0.1:4222`. What they have to
  /// present is not in it.
  ///
  /// @throws IllegalStateException if the server listens on no port, or is closed
  public URI uri() {
    NatsServer running = running();
    ServerConfig config = running.config();
    String scheme = config.tls() instanceof TlsConfig.On ? "tls" : "nats";
    String listened = config.listen().host();
    String host =
        listened.equals("0.0.0.0") ? "127.0.0.1" : listened.equals("::") ? "::1" : listened;
    String written = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return URI.create(scheme + "://" + written + ":" + running.port());
  }

  /// The port that clients connect to.
  ///
  /// @throws IllegalStateException if the server listens on no port, or is closed
  public int port() {
    return running().port();
  }

  /// Connects a client without a socket. It presents what the builder's `token` or `user` was
  /// given; where that was a hash, or a configuration names who may come,
  /// [#connect(Options.Builder)] lets you say it.
  ///
  /// @throws io.nuncio.client.AuthenticationException if that does not let it in
  /// @throws IOException if the server takes no new clients any more
  public Connection connect() throws IOException, InterruptedException {
    return connect(origin.presents.apply(new Options.Builder()));
  }

  /// Connects a client without a socket.
  ///
  /// @param options what the client is like; its servers are not looked at
  /// @throws io.nuncio.client.AuthenticationException if it presents what does not let it in
  /// @throws IOException if the server takes no new clients any more
  public Connection connect(Options.Builder options) throws IOException, InterruptedException {
    return Nats.connect(options.server(IN_PROCESS).endpoint(this::anotherEndpoint).build());
  }

  private ByteEndpoint anotherEndpoint() {
    try {
      return endpoint();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Connects without a socket. The one who asks must speak the protocol of NATS; what a client has
  /// to present, this one has to, too.
  ///
  /// @throws IOException if the server takes no new clients any more
  public ByteEndpoint endpoint() throws IOException {
    NatsServer running = server;
    if (running == null) {
      throw new IOException("the server was closed and takes no clients any more");
    }
    return running.connect();
  }

  /// What goes on in the server.
  ///
  /// @throws IllegalStateException if the server is closed
  public Snapshots snapshots() {
    return running().snapshots();
  }

  /// What the server was built from, as a beginning for [#reload(Builder)].
  public Builder change() {
    return new Builder(origin);
  }

  /// Lets another configuration hold: all of it, and for every client when this returns, or nothing
  /// of it. Clients that must not connect any more are sent away. Files are read again.
  ///
  /// @param wanted its log and event sink are not looked at
  /// @return what changed; or why nothing did, a sentence each
  /// @throws IllegalStateException if the server is closed
  public ReloadOutcome reload(Builder wanted) {
    Wishes.Outcome outcome = wanted.wishes().read();
    return outcome.mistakes().isEmpty()
        ? running().reload(outcome.config())
        : new ReloadOutcome.Refused(outcome.mistakes());
  }

  /// Reads the configuration file again, and lets it hold as [#reload(Builder)] does.
  ///
  /// @throws IllegalStateException if the server is closed
  public ReloadOutcome reload() {
    return reload(origin);
  }

  /// Takes no new clients, tells those that there are to look for another server, and ends them one
  /// by one, over the `lame_duck_duration` of the configuration. Returns at once.
  ///
  /// @return complete once no client is left, or the server is closed
  public CompletionStage<@Nullable Void> lameDuck() {
    NatsServer running = server;
    if (running != null) {
      running.lameDuck(() -> letGo.complete(null));
    }
    return letGo.copy();
  }

  private NatsServer running() {
    NatsServer running = server;
    if (running == null) {
      throw new IllegalStateException("the server was closed");
    }
    return running;
  }

  /// Stops listening, ends all connections, and returns when nothing of the server runs any more.
  /// Does nothing the second time.
  @Override
  public void close() {
    NatsServer running = server;
    server = null;
    if (running != null) {
      running.close();
    }
    letGo.complete(null);
  }

  /// What a server is to be like. Nothing is looked at before [#start] or a reload: then all that
  /// is wrong is said at once. Not safe for use by several threads.
  public static final class Builder {
    private @Nullable String text;
    private @Nullable Path file;
    private @Nullable String host;
    private @Nullable Integer port;
    private boolean portless;
    private Wishes.@Nullable Proof proof;
    private UnaryOperator<Options.Builder> presents = UnaryOperator.identity();
    private @Nullable UnaryOperator<ServerConfig.Builder> adjustment;
    private @Nullable LogSink log;
    private EventSink events = EventSink.none();

    private Builder() {}

    private Builder(Builder other) {
      text = other.text;
      file = other.file;
      host = other.host;
      port = other.port;
      portless = other.portless;
      proof = other.proof;
      presents = other.presents;
      adjustment = other.adjustment;
      log = other.log;
      events = other.events;
    }

    /// Lets in who presents this token. In the place of the text it may be its bcrypt hash.
    public Builder token(String token) {
      proof = Wishes.Proof.token(token);
      presents = options -> options.token(token);
      return this;
    }

    /// Lets in who presents this name and password. In the place of the password it may be its
    /// bcrypt hash.
    public Builder user(String name, String password) {
      proof = Wishes.Proof.user(name, password);
      presents = options -> options.userInfo(name, password);
      return this;
    }

    /// A configuration in the language of nats-server. What else is said here goes over it, and
    /// without a port in it the one of nats-server holds: 4222 of every interface.
    public Builder configText(String config) {
      text = config;
      return this;
    }

    /// The same in a file.
    public Builder configFile(Path config) {
      file = config;
      return this;
    }

    /// The address to listen on, without a port; `0.0.0.0` and `::` stand for every interface.
    public Builder host(String address) {
      host = address;
      return this;
    }

    /// The port to listen on, 1 to 65535; 0 is the same as [#randomPort].
    public Builder port(int number) {
      port = number;
      portless = false;
      return this;
    }

    /// Listens on a port that is free: see [EmbeddedNats#port].
    public Builder randomPort() {
      return port(ListenAddress.ANY_FREE_PORT);
    }

    /// Listens on no port: clients connect by [EmbeddedNats#endpoint].
    public Builder noPort() {
      portless = true;
      return this;
    }

    /// Where lines go; by default the [System.Logger] `io.nuncio.server`. It decides which levels
    /// are wanted, whatever the configuration says of `debug` and `trace`.
    public Builder log(LogSink sink) {
      log = sink;
      return this;
    }

    /// Who is told what happens to clients; nobody by default.
    public Builder events(EventSink sink) {
      events = sink;
      return this;
    }

    /// Changes anything else of the configuration, last of all.
    public Builder adjust(UnaryOperator<ServerConfig.Builder> change) {
      adjustment = change;
      return this;
    }

    Wishes wishes() {
      return new Wishes(text, file, host, port, portless, proof, adjustment);
    }

    /// Starts the server; it takes clients when this returns.
    ///
    /// @throws EmbeddedNatsException if it cannot: with all that is wrong
    public EmbeddedNats start() {
      Builder origin = new Builder(this);
      LogSink sink = log == null ? new SystemLoggerSink() : log;
      Wishes.Outcome outcome = wishes().read();
      if (!outcome.mistakes().isEmpty()) {
        throw new EmbeddedNatsException(outcome.mistakes());
      }
      outcome.warnings().forEach(warning -> sink.log(Level.WARN, warning));
      try {
        return new EmbeddedNats(origin, NatsServer.start(outcome.config(), sink, events));
      } catch (ServerStartException cannot) {
        throw new EmbeddedNatsException(sentence(outcome.config().listen(), cannot), cannot);
      }
    }

    /// The server's own sentence names flags of a command line.
    private static String sentence(ListenAddress listen, Throwable cannot) {
      Throwable cause = cannot;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return "cannot listen on port %d of %s: %s; choose another port, or randomPort() or noPort()"
          .formatted(listen.port(), listen.host(), cause.getMessage());
    }
  }
}
