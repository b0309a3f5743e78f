package io.nuncio.server;

import io.nuncio.config.ServerConfig;
import io.nuncio.server.events.EventSink;
import io.nuncio.server.events.LogSink;
import io.nuncio.server.lifecycle.RunningServer;
import io.nuncio.server.lifecycle.SystemEntropy;
import io.nuncio.server.snapshot.Snapshots;
import io.nuncio.wire.ByteEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.net.ssl.SSLEngine;

/// A NATS server in this JVM.
///
/// ```java
/// try (var server = NatsServer.start(ServerConfig.defaults(), log)) {
///   // clients connect to server.port()
/// }
/// ```
///
/// Safe from any thread.
public final class NatsServer implements AutoCloseable {
  private final RunningServer running;

  private NatsServer(RunningServer running) {
    this.running = running;
  }

  /// Starts a server; it accepts connections when this returns.
  ///
  /// @param log receives the server's lines; called from event loops, so it must not block
  /// @throws ServerStartException if the address cannot be listened on
  public static NatsServer start(ServerConfig config, LogSink log) throws ServerStartException {
    return start(config, log, EventSink.none());
  }

  /// Starts a server; it accepts connections when this returns.
  ///
  /// @param log receives the server's lines; called from event loops, so it must not block
  /// @param events told what happens to clients; called from event loops, so it must not block
  /// @throws ServerStartException if the address cannot be listened on
  public static NatsServer start(ServerConfig config, LogSink log, EventSink events)
      throws ServerStartException {
    try {
      String software = "nuncio/java-" + Runtime.version().feature();
      return new NatsServer(
          RunningServer.start(config, software, new SystemEntropy(), log, events));
    } catch (IOException e) {
      throw new ServerStartException(String.valueOf(e.getMessage()), e);
    }
  }

  /// The port that clients connect to; the one chosen if the configuration left it open.
  ///
  /// @throws IllegalStateException if there is none, as [io.nuncio.config.ListenAddress#none] has
  ///   it
  public int port() {
    return running.port();
  }

  /// Connects a client in this JVM, without a socket: it gets a session like any other, `INFO`
  /// first, and must prove who it is. What it says is not encrypted, whatever the configuration
  /// wants of others.
  ///
  /// @throws IOException if the server takes no new clients, because it was closed or lets go those
  ///   that it has
  public ByteEndpoint connect() throws IOException {
    return running.connect();
  }

  /// What the server runs with.
  public ServerConfig config() {
    return running.config();
  }

  /// Shows what goes on.
  public Snapshots snapshots() {
    return running.snapshots();
  }

  /// What a start with `config` would fail by, besides its ports: sentences for the operator.
  public static List<String> problems(ServerConfig config) {
    try {
      RunningServer.check(config);
      return List.of();
    } catch (IOException wrong) {
      return List.of(String.valueOf(wrong.getMessage()));
    }
  }

  /// What [#reload] would do with `wanted`. What is in the files that it names now will do for the
  /// reload, if they cannot be read again then.
  public ReloadOutcome compare(ServerConfig wanted) {
    ReloadOutcome outcome = ReloadOutcome.of(running.config(), wanted);
    try {
      if (outcome instanceof ReloadOutcome.Reloaded) {
        running.prepare(wanted);
      }
      return outcome;
    } catch (IOException wrong) {
      return new ReloadOutcome.Refused(List.of(String.valueOf(wrong.getMessage())));
    }
  }

  /// Lets another configuration hold: all of it, and for every client when this returns, or nothing
  /// of it. Clients that must not connect any more are sent away.
  ///
  /// What belongs to the process (the log, the pid file, the ports file) is compared and reported,
  /// but is for the caller to do: before, where it can fail.
  ///
  /// @return what changed; or what a running server cannot change, and then nothing has
  public ReloadOutcome reload(ServerConfig wanted) {
    ReloadOutcome outcome = ReloadOutcome.of(running.config(), wanted);
    try {
      if (outcome instanceof ReloadOutcome.Reloaded) {
        running.reload(wanted);
      }
      return outcome;
    } catch (IOException wrong) {
      return new ReloadOutcome.Refused(List.of(String.valueOf(wrong.getMessage())));
    }
  }

  /// An engine of TLS that shows a peer the certificates that clients are shown now, and demands
  /// none: for another port of the same server, such as that of monitoring.
  ///
  /// @throws IllegalStateException if the server runs without TLS
  public SSLEngine newTlsEngine() {
    return running.newOpenEngine();
  }

  /// Stops listening, tells the clients to look for another server, gives them time, and ends them
  /// one by one, as [ServerConfig#lameDuck] says. Returns at once; does nothing if that is under
  /// way.
  ///
  /// @param whenDone run once no client is left, by a thread that may call [#close]
  public void lameDuck(Runnable whenDone) {
    try {
      running.lameDuck(whenDone);
    } catch (IOException e) {
      throw new UncheckedIOException("the listening socket could not be closed", e);
    }
  }

  /// Stops listening, then ends all connections, and returns when nothing of the server runs any
  /// more. Does nothing the second time.
  @Override
  public void close() {
    try {
      running.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the listening socket could not be closed", e);
    }
  }
}
