package io.nuncio.app;

import io.nuncio.config.CommandLine;
import io.nuncio.config.Invocation;
import io.nuncio.config.ServerConfig;
import io.nuncio.server.NatsServer;
import io.nuncio.server.ServerStartException;
import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

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
    Invocation invocation = CommandLine.parse(arguments);
    // Not left to the switch: one over types is compiled when it first runs, for 10 ms.
    if (invocation instanceof Invocation.Start start) {
      return serve(start);
    }
    return switch (invocation) {
      case Invocation.ShowVersion() -> print(Version.text());
      case Invocation.ShowHelp() -> print(CommandLine.help());
      case Invocation.Refused(String message) -> refuse(message);
      case Invocation.Start start -> serve(start);
    };
  }

  private static int print(String text) {
    System.out.print(text);
    System.out.flush();
    return DONE;
  }

  private static int refuse(String message) {
    System.err.println("nats-server: " + message);
    return FAILED;
  }

  private static int serve(Invocation.Start start) {
    try (NatsLogWriter log = NatsLogWriter.open(start.config().log(), InstantSource.system())) {
      introduce(start, log);
      return serve(start.config(), log);
    } catch (IOException cannotOpen) {
      return refuse("could not open the log file: " + cannotOpen.getMessage());
    }
  }

  private static int serve(ServerConfig config, LogSink log) {
    ProcessSignals signals = ProcessSignals.install();
    try {
      PidFile.write(config.pidFile());
    } catch (IOException cannotWrite) {
      log.log(Level.FATAL, "Could not write the pid file: " + cannotWrite.getMessage());
      return FAILED;
    }
    try {
      NatsServer server = NatsServer.start(config, log);
      ProcessName.become("nats-server");
      waitForStop(signals, log);
      log.log(Level.INFO, "Initiating Shutdown...");
      server.close();
    } catch (ServerStartException cannotStart) {
      log.log(Level.FATAL, String.valueOf(cannotStart.getMessage()));
      return FAILED;
    }
    log.log(Level.INFO, "Server Exiting..");
    return DONE;
  }

  private static void introduce(Invocation.Start start, LogSink log) {
    log.log(Level.INFO, "Starting nats-server");
    log.log(Level.INFO, "  Version:  " + Version.COMPATIBLE_WITH);
    log.log(Level.INFO, "  Nuncio:   " + Version.own());
    for (String warning : start.warnings()) {
      log.log(Level.WARN, warning);
    }
  }

  private static void waitForStop(ProcessSignals signals, LogSink log) {
    while (true) {
      ProcessSignal signal = signals.next();
      log.log(Level.INFO, "Trapped \"" + signal.description() + "\" signal");
      switch (signal) {
        case INTERRUPT, TERMINATE -> {
          return;
        }
        case HANGUP, USER_1, USER_2 -> log.log(Level.WARN, signal.unbuilt());
      }
    }
  }
}
