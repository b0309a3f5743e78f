package io.nuncio.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.config.CommandLine;
import io.nuncio.config.Invocation;
import io.nuncio.config.ServerConfig;
import io.nuncio.server.NatsServer;
import io.nuncio.server.ReloadOutcome;
import io.nuncio.server.ServerStartException;
import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;
import io.nuncio.testkit.ServerProcess;
import io.nuncio.wire.ByteEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The server that a test connects to: one in this JVM, by default over TCP, with
/// `-Dnuncio.client.transport=memory` without a socket; or with
/// `-Dnuncio.server.command=/path/to/nats-server` a process of that program. All take the same
/// flags.
abstract class TestServer implements AutoCloseable {
  private final List<String> flags;
  private String host = ServerProcess.HOST;
  private boolean silent;
  private int port;

  private TestServer(String... flags) {
    this.flags = List.of(flags);
  }

  /// Starts a server on a free port.
  static TestServer start(String... flags) {
    TestServer server = made(flags);
    server.startAgain();
    return server;
  }

  /// Starts a server at an address of this machine.
  static TestServer startAt(String host, int port, String... flags) {
    TestServer server = made(flags);
    server.host = host;
    server.port = port;
    server.startAgain();
    return server;
  }

  /// Starts a server that says nothing before TLS begins, so that it cannot be waited for by its
  /// greeting; on a port that was free.
  static TestServer startSilent(String... flags) {
    TestServer server = made(flags);
    server.silent = true;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.port = free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.startAgain();
    return server;
  }

  private static TestServer made(String... flags) {
    String command = System.getProperty("nuncio.server.command");
    return command == null ? new InJvm(flags) : new InProcess(command, flags);
  }

  /// Whether clients that [#options] makes use no socket: a process is reached over TCP only.
  static boolean inMemory() {
    return System.getProperty("nuncio.server.command") == null
        && "memory".equals(System.getProperty("nuncio.client.transport"));
  }

  /// Leads here, over what the tests are to use.
  final Options.Builder options() {
    Options.Builder options = new Options.Builder().server(url());
    return inMemory() ? options.endpoint(this::endpoint) : options;
  }

  /// Connects a client without any wish.
  final Connection connect() throws IOException, InterruptedException {
    return Nats.connect(options().build());
  }

  /// A connection without a socket.
  abstract ByteEndpoint endpoint();

  /// Where it listens, also after [#startAgain].
  int port() {
    return port;
  }

  String url() {
    return "nats://" + place();
  }

  String place() {
    return host + ":" + port;
  }

  /// Starts a server that was stopped, on the same port.
  final void startAgain() {
    List<String> all = new ArrayList<>(flags);
    all.addAll(List.of("-a", host, "-p", port == 0 ? "-1" : "" + port));
    port = run(all);
  }

  /// Lets it take in a configuration file that has changed.
  abstract void reload();

  /// Lets it send its clients away, and end.
  abstract void lameDuck();

  /// Starts it and tells its port.
  abstract int run(List<String> arguments);

  /// Ends it.
  abstract void stop();

  @Override
  public void close() {
    stop();
  }

  private static final class InJvm extends TestServer {
    private static final LogSink SILENCE =
        new LogSink() {
          @Override
          public void log(Level level, String text) {}

          @Override
          public boolean isEnabled(Level level) {
            return false;
          }
        };

    private @Nullable NatsServer server;
    private List<String> arguments = List.of();

    InJvm(String... flags) {
      super(flags);
    }

    private static ServerConfig config(List<String> arguments) {
      if (CommandLine.parse(arguments, name -> null) instanceof Invocation.Start start) {
        return start.config();
      }
      throw new AssertionError("not flags of a server: " + arguments);
    }

    @Override
    int run(List<String> wanted) {
      arguments = wanted;
      try {
        NatsServer started = NatsServer.start(config(wanted), SILENCE);
        server = started;
        return started.port();
      } catch (ServerStartException e) {
        throw new AssertionError(e);
      }
    }

    private NatsServer running() {
      NatsServer running = server;
      if (running == null) {
        throw new AssertionError("the server was never started");
      }
      return running;
    }

    @Override
    void reload() {
      ReloadOutcome outcome = running().reload(config(arguments));
      if (outcome instanceof ReloadOutcome.Refused) {
        throw new AssertionError(outcome);
      }
    }

    @Override
    void lameDuck() {
      CompletableFuture<Boolean> done = new CompletableFuture<>();
      NatsServer leaving = running();
      leaving.lameDuck(() -> done.complete(true));
      if (!done.join()) {
        throw new AssertionError("did not end");
      }
      leaving.close();
    }

    @Override
    ByteEndpoint endpoint() {
      try {
        return running().connect();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    void stop() {
      if (server != null) {
        server.close();
      }
    }
  }

  private static final class InProcess extends TestServer {
    private final String command;
    private @Nullable ServerProcess process;

    InProcess(String command, String... flags) {
      super(flags);
      this.command = command;
    }

    @Override
    int run(List<String> arguments) {
      ServerProcess started = started(arguments);
      process = started;
      return started.port();
    }

    private ServerProcess running() {
      ServerProcess running = process;
      if (running == null) {
        throw new AssertionError("the server was never started");
      }
      return running;
    }

    private void signal(String name) {
      try {
        String pid = Long.toString(running().pid());
        int status = new ProcessBuilder("kill", "-" + name, pid).start().waitFor();
        assertThat(status).isZero();
      } catch (IOException | InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    private ServerProcess started(List<String> arguments) {
      List<String> program = List.of(command);
      int at = arguments.indexOf("-p");
      int wanted = Integer.parseInt(arguments.get(at + 1));
      if (super.silent || !super.host.equals(ServerProcess.HOST)) {
        String[] all = arguments.toArray(String[]::new);
        ServerProcess elsewhere = ServerProcess.launch(program, wanted, all);
        String ignored = elsewhere.awaitLine(".*Server is ready.*");
        return elsewhere;
      }
      List<String> others = new ArrayList<>(arguments);
      others.subList(at, at + 2).clear();
      String[] flags = others.toArray(String[]::new);
      return wanted < 0
          ? ServerProcess.start(program, flags)
          : ServerProcess.startOnPort(program, wanted, flags);
    }

    @Override
    void reload() {
      signal("HUP");
      running().awaitLine(".*Reloaded server configuration.*");
    }

    @Override
    void lameDuck() {
      signal("USR2");
      running().awaitExit();
    }

    @Override
    ByteEndpoint endpoint() {
      throw new AssertionError("a process is reached over TCP only");
    }

    @Override
    void stop() {
      if (process != null) {
        process.close();
      }
    }
  }
}
