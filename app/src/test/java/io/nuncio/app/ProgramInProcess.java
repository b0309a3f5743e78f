package io.nuncio.app;

import io.nuncio.config.CommandLine;
import io.nuncio.config.Invocation;
import io.nuncio.config.MonitoringConfig;
import io.nuncio.config.ServerConfig;
import io.nuncio.server.NatsServer;
import io.nuncio.server.ServerStartException;
import io.nuncio.server.events.EventSink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// The parts of the program, joined as [Main] does, with as many event loops as wanted.
///
/// @param config what it began with
record ProgramInProcess(ServerConfig config, NatsLogWriter log, AuditLog audit, Listeners listeners)
    implements AutoCloseable {
  /// Starts.
  ///
  /// @param file with the configuration, a monitoring port in it
  /// @param events told what happens, beside the audit log
  static ProgramInProcess start(Path file, int loops, EventSink events)
      throws IOException, ServerStartException {
    Invocation understood = CommandLine.parse(List.of("-c", file.toString()), name -> null);
    if (!(understood instanceof Invocation.Start start)) {
      throw new IOException(understood.toString());
    }
    ServerConfig config = start.config().change().loops(loops).build();
    if (!(config.monitoring() instanceof MonitoringConfig.Http http)) {
      throw new IOException("expected a monitoring port in " + file);
    }
    InstantSource clock = InstantSource.system();
    NatsLogWriter log = NatsLogWriter.open(config.log(), clock);
    AuditLog audit = AuditLog.open(config.log().auditLog(), clock, log);
    Monitor monitor = Monitor.bind(http, log, clock);
    try {
      var listeners = new Listeners(NatsServer.start(config, log, audit.andThen(events)), monitor);
      listeners.watch(start.digest());
      return new ProgramInProcess(config, log, audit, listeners);
    } catch (ServerStartException | RuntimeException failed) {
      monitor.close();
      audit.close();
      log.close();
      throw failed;
    }
  }

  int port() {
    return listeners.server().port();
  }

  int monitoringPort() {
    return listeners.all().getLast().port();
  }

  /// Lets `wanted` hold.
  void reload(ServerConfig wanted) {
    listeners.follow(wanted, "");
  }

  /// Opens the log and the audit log again.
  void reopen() {
    log.reopen();
    audit.reopen();
  }

  @Override
  public void close() {
    listeners.close();
    audit.close();
    log.close();
  }
}
