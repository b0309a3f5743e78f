package io.nuncio.app;

import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;

/// Does what the operator's signals ask of a running server. Confined to one thread.
final class SignalLoop {
  private final ProcessSignals signals;
  private final LogSink log;
  private final Runnable reopenLog;
  private final Runnable reload;
  private final LameDuckMode server;
  private boolean lameDuck;

  SignalLoop(
      ProcessSignals signals,
      LogSink log,
      Runnable reopenLog,
      Runnable reload,
      LameDuckMode server) {
    this.signals = signals;
    this.log = log;
    this.reopenLog = reopenLog;
    this.reload = reload;
    this.server = server;
  }

  /// Returns when a signal asks for the end, or lame duck mode has come to its own.
  void runUntilStopped() {
    for (ProcessSignal signal = signals.next(); signal != null; signal = signals.next()) {
      log.log(Level.INFO, "Trapped \"" + signal.description() + "\" signal");
      switch (signal) {
        case INTERRUPT -> {
          return;
        }
        case TERMINATE -> {
          if (!lameDuck) {
            return;
          }
        }
        case HANGUP -> reload.run();
        case USER_1 -> reopenLog.run();
        case USER_2 -> beginLameDuck();
      }
    }
  }

  private void beginLameDuck() {
    if (!lameDuck) {
      lameDuck = true;
      server.begin(signals::end);
    }
  }
}
