package io.nuncio.app;

import io.nuncio.config.ServerConfig;
import io.nuncio.config.TlsConfig;
import io.nuncio.server.NatsServer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What of this process others connect to: the server, and the monitoring port if there is one.
final class Listeners {
  private final NatsServer server;
  private final @Nullable Monitor monitor;

  /// @param monitor null for none
  Listeners(NatsServer server, @Nullable Monitor monitor) {
    this.server = server;
    this.monitor = monitor;
  }

  NatsServer server() {
    return server;
  }

  /// For the ports file.
  List<PortsFile.Listener> all() {
    List<PortsFile.Listener> all = new ArrayList<>();
    ServerConfig config = server.config();
    boolean secure = config.tls() instanceof TlsConfig.On tls && !tls.handshake().plainToo();
    all.add(PortsFile.Listener.clients(secure, config.listen().host(), server.port()));
    if (monitor != null) {
      all.add(monitor.listener());
    }
    return all;
  }

  /// Lets the server be watched.
  ///
  /// @param digest of the configuration file; empty without one
  void watch(String digest) {
    if (monitor != null) {
      monitor.start(server, digest);
    }
  }

  /// Lets another configuration hold; it must be one that a running server can follow.
  ///
  /// @param digest of the configuration file
  void follow(ServerConfig wanted, String digest) {
    server.reload(wanted);
    if (monitor != null) {
      monitor.follow(wanted.monitoring(), digest);
    }
  }

  /// See [LameDuckMode#begin].
  void lameDuck(Runnable whenDone) {
    if (monitor != null) {
      monitor.clientsAreRefused();
    }
    server.lameDuck(whenDone);
  }

  /// First what asks, then what would have to answer.
  void close() {
    if (monitor != null) {
      monitor.close();
    }
    server.close();
  }
}
