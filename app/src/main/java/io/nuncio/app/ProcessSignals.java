package io.nuncio.app;

import java.util.EnumSet;
import java.util.Set;
import sun.misc.Signal;

/// Hands the signals of the operating system to the thread that waits for them.
///
/// A signal that arrives again before it was taken counts once, as it does for the operating
/// system, so what is pending is never more than one of each. `USR2` gets here only if the
/// environment moved the profiler of the JVM away from it before the JVM started.
final class ProcessSignals {
  private final Set<ProcessSignal> pending = EnumSet.noneOf(ProcessSignal.class);

  private ProcessSignals() {}

  /// Replaces what the JVM would do on each [ProcessSignal], for the life of the process.
  static ProcessSignals install() {
    var signals = new ProcessSignals();
    for (ProcessSignal signal : ProcessSignal.values()) {
      try {
        Signal.handle(new Signal(signal.posixName()), ignored -> signals.arrived(signal));
      } catch (IllegalArgumentException unknownHere) {
        // Not every system has every signal, and a JVM may keep one for itself.
      }
    }
    return signals;
  }

  private synchronized void arrived(ProcessSignal signal) {
    pending.add(signal);
    notifyAll();
  }

  /// Blocks until a signal is pending and takes it, one that stops the program before any other.
  ///
  /// @return [ProcessSignal#TERMINATE] if this thread is interrupted
  synchronized ProcessSignal next() {
    try {
      while (pending.isEmpty()) {
        wait();
      }
    } catch (InterruptedException stop) {
      return ProcessSignal.TERMINATE;
    }
    ProcessSignal first = pending.iterator().next();
    pending.remove(first);
    return first;
  }
}
