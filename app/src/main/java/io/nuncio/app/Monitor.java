package io.nuncio.app;

import io.nuncio.config.MonitoringConfig;
import io.nuncio.monitoring.MonitoringServer;
import io.nuncio.server.NatsServer;
import io.nuncio.server.events.LogSink;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// The monitoring port of this process. Loaded only if there is one: a start without must not take
/// longer for it.
final class Monitor implements AutoCloseable {
  /// Made when a password is hashed, which few are: looking up its provider takes long.
  private static final RandomGenerator RANDOM = () -> new SecureRandom().nextLong();

  private final MonitoringServer server;
  private final MonitoringConfig.Http config;

  private Monitor(MonitoringServer server, MonitoringConfig.Http config) {
    this.server = server;
    this.config = config;
  }

  /// Listens; answers from [#start] on.
  ///
  /// @throws IOException if the address cannot be listened on; its message is for the operator
  static Monitor bind(MonitoringConfig.Http config, LogSink log, InstantSource clock)
      throws IOException {
    var environment = new MonitoringServer.Environment(log, clock, RANDOM);
    try {
      return new Monitor(MonitoringServer.bind(config, environment), config);
    } catch (IOException cannotListen) {
      throw new IOException("Can't start monitoring: " + cannotListen.getMessage(), cannotListen);
    }
  }

  /// What the ports file says of it.
  PortsFile.Listener listener() {
    return PortsFile.Listener.monitoring(config.secure(), config.host(), server.port());
  }

  /// Begins to answer.
  ///
  /// @param digest of the configuration file; empty without one
  void start(NatsServer watched, String digest) {
    server.start(watched.snapshots(), watched::newTlsEngine, digest);
  }

  /// Lets another configuration hold.
  void follow(MonitoringConfig config, String digest) {
    if (config instanceof MonitoringConfig.Http http) {
      server.follow(http, digest);
    }
  }

  /// Clients are sent elsewhere from now on.
  void clientsAreRefused() {
    server.clientsAreRefused();
  }

  @Override
  public void close() {
    server.close();
  }
}
