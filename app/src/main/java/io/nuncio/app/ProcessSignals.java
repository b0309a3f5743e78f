package io.nuncio.app;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;

/// Hands the signals of the operating system to the thread that waits for them.
///
/// A signal that arrives again before it was taken counts once, as it does for the operating
/// system, so what is pending is never more than one of each. `USR2` gets here only if the
/// environment moved the profiler of the JVM away from it before the JVM started.
final class ProcessSignals {
  private final Set<ProcessSignal> pending = EnumSet.noneOf(ProcessSignal.class);

  private boolean ended;

  ProcessSignals() {}

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

  synchronized void arrived(ProcessSignal signal) {
    pending.add(signal);
    notifyAll();
  }

  /// From now on [#next()] does not wait any more.
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /// Blocks until a signal is pending and takes it, one that stops the program before any other.
  ///
  /// @return null if none is pending after [#end()], or this thread is interrupted
  synchronized @Nullable ProcessSignal next() {
    try {
      while (pending.isEmpty()) {
        if (ended) {
          return null;
        }
        wait();
      }
    } catch (InterruptedException stop) {
      return null;
    }
    ProcessSignal first = pending.iterator().next();
    pending.remove(first);
    return first;
  }
}
