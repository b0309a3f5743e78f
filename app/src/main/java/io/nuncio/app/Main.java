package io.nuncio.app;

import io.nuncio.app.jfr.FlightRecorderEvents;
import io.nuncio.config.CommandLine;
import io.nuncio.config.Invocation;
import io.nuncio.config.MonitoringConfig;
import io.nuncio.config.ServerConfig;
import io.nuncio.server.NatsServer;
import io.nuncio.server.ServerStartException;
import io.nuncio.server.events.EventSink;
import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where the program starts and ends.
final class Main {
  private static final int DONE = 0;
  private static final int FAILED = 1;

  private Main() {}

  /// Exits with 0 after a version, a help text or a stop by signal, with 1 after anything refused.
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) {
    Supplier<Invocation> command = () -> CommandLine.parse(arguments, System::getenv);
    Invocation invocation = command.get();
    // Not left to the switch: one over types is compiled when it first runs, for 10 ms.
    if (invocation instanceof Invocation.Start start) {
      return serve(start, command);
    }
    return switch (invocation) {
      case Invocation.ShowVersion() -> print(Version.text());
      case Invocation.ShowHelp(String text) -> print(text);
      case Invocation.NewToken(int cost) -> tokens().makeNew(cost);
      case Invocation.HashToken(int cost) -> tokens().hash(cost, TokenInput.ofThisProcess());
      case Invocation.ConfigIsValid valid -> confirm(valid);
      case Invocation.SendSignal signal -> send(signal);
      case Invocation.Refused(String message) -> refuse(message);
      case Invocation.Start start -> serve(start, command);
    };
  }

  private static int print(String text) {
    System.out.print(text);
    System.out.flush();
    return DONE;
  }

  private static int confirm(Invocation.ConfigIsValid valid) {
    List<String> warnings = new ArrayList<>(valid.warnings());
    warnings.addAll(ExpiredTokens.warnings(valid.config(), InstantSource.system()));
    warnings.forEach(warning -> System.err.println("nats-server: warning: " + warning));
    List<String> problems = StartCheck.problems(valid.config());
    if (!problems.isEmpty()) {
      return refuse(String.join("\nnats-server: ", problems));
    }
    System.err.println(
        "nats-server: configuration file " + valid.file() + " is valid (" + valid.digest() + ")");
    return DONE;
  }

  private static TokenTool tokens() {
    return new TokenTool(System.out, System.err, new SecureRandom());
  }

  private static int refuse(String message) {
    System.err.println("nats-server: " + message);
    return FAILED;
  }

  private static int send(Invocation.SendSignal signal) {
    try {
      new SignalSender(new SystemProcesses()).send(signal);
      return DONE;
    } catch (IOException cannotSend) {
      return refuse(String.valueOf(cannotSend.getMessage()));
    }
  }

  private static int serve(Invocation.Start start, Supplier<Invocation> command) {
    try (NatsLogWriter log = NatsLogWriter.open(start.config().log(), InstantSource.system())) {
      introduce(start, log);
      return serve(start, command, log);
    } catch (IOException cannotOpen) {
      return refuse("could not open the log: " + cannotOpen.getMessage());
    }
  }

  private static int serve(
      Invocation.Start start, Supplier<Invocation> command, NatsLogWriter log) {
    ServerConfig config = start.config();
    ProcessSignals signals = ProcessSignals.install();
    try {
      PidFile.write(config.files().pidFile());
    } catch (IOException cannotWrite) {
      log.log(Level.FATAL, "Could not write pidfile: " + cannotWrite.getMessage());
      return FAILED;
    }
    InstantSource clock = InstantSource.system();
    try (AuditLog audit = audit(config, clock, log);
        Monitor monitor = monitor(config, clock, log)) {
      EventSink events = audit.andThen(new FlightRecorderEvents());
      NatsServer server = NatsServer.start(config, log, events);
      ProcessName.become("nats-server");
      var reporting = new Reporting(log, audit, events, clock);
      var listeners = new Listeners(server, monitor);
      listeners.watch(start.digest());
      var reload = new Reload(command, listeners, reporting, writePorts(config, listeners, log));
      serveUntilStopped(signals, reporting, listeners, reload);
      listeners.close();
      remove(reload.ports(), log);
    } catch (ServerStartException | IOException cannotStart) {
      log.log(Level.FATAL, String.valueOf(cannotStart.getMessage()));
      return FAILED;
    } catch (RuntimeException | Error unforeseen) {
      // Said here: the JVM would say it on standard error, wherever the log goes.
      log.log(Level.FATAL, "The server failed: " + unforeseen);
      return FAILED;
    }
    log.log(Level.INFO, "Server Exiting..");
    return DONE;
  }

  private static void serveUntilStopped(
      ProcessSignals signals, Reporting reporting, Listeners listeners, Reload reload) {
    NatsLogWriter log = reporting.log();
    var notices = ServiceNotices.wantedBy(System::getenv, System::nanoTime, log);
    LameDuckMode lameDuck =
        whenDone -> {
          notices.stopping("Lame duck mode: no new clients, the others are asked to leave");
          listeners.lameDuck(whenDone);
        };
    notices.ready(listeners.all());
    new SignalLoop(signals, log, reporting::reopen, () -> notices.reload(reload::run), lameDuck)
        .runUntilStopped();
    log.log(Level.INFO, "Initiating Shutdown...");
    notices.stopping("Stopping");
  }

  private static AuditLog audit(ServerConfig config, InstantSource clock, LogSink log)
      throws IOException {
    try {
      return AuditLog.open(config.log().auditLog(), clock, log);
    } catch (IOException cannotOpen) {
      throw new IOException("Could not open the audit log: " + cannotOpen.getMessage(), cannotOpen);
    }
  }

  private static @Nullable Monitor monitor(ServerConfig config, InstantSource clock, LogSink log)
      throws IOException {
    return config.monitoring() instanceof MonitoringConfig.Http http
        ? Monitor.bind(http, log, clock)
        : null;
  }

  private static void introduce(Invocation.Start start, LogSink log) {
    log.log(Level.INFO, "Starting nats-server");
    log.log(Level.INFO, "  Version:  " + Version.COMPATIBLE_WITH);
    log.log(Level.INFO, "  Nuncio:   " + Version.own());
    if (start.file() != null) {
      log.log(
          Level.INFO, "Using configuration file: " + start.file() + " (" + start.digest() + ")");
    }
    start.warnings().forEach(warning -> log.log(Level.WARN, warning));
    start.origin().flagWarnings().forEach(warning -> log.log(Level.WARN, warning));
    ExpiredTokens.warnings(start.config(), InstantSource.system())
        .forEach(warning -> log.log(Level.WARN, warning));
  }

  /// A server without the file serves its clients all the same.
  private static @Nullable PortsFile writePorts(
      ServerConfig config, Listeners listeners, LogSink log) {
    try {
      return PortsFile.write(config.files().portsFolder(), listeners.all());
    } catch (IOException cannotWrite) {
      log.log(Level.ERROR, String.valueOf(cannotWrite.getMessage()));
      return null;
    }
  }

  private static void remove(@Nullable PortsFile ports, LogSink log) {
    try {
      if (ports != null) {
        ports.remove();
      }
    } catch (IOException cannotRemove) {
      log.log(Level.ERROR, String.valueOf(cannotRemove.getMessage()));
    }
  }
}
