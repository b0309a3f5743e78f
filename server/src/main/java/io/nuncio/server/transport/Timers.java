package io.nuncio.server.transport;

import java.util.TreeSet;
import java.util.function.Consumer;

/// The timers of one event loop, soonest first. Confined to that loop.
///
/// A sorted set and not a heap: most timers are cancelled long before they are due (authentication,
/// ping of a short connection) and must not keep their connection alive until then.
final class Timers {
  private final TreeSet<Timer> pending = new TreeSet<>(Timers::compare);
  private long created;

  private static int compare(Timer a, Timer b) {
    long difference = a.deadlineNanos - b.deadlineNanos;
    return difference != 0 ? Long.signum(difference) : Long.compare(a.order, b.order);
  }

  Timer add(long deadlineNanos, Runnable action) {
    Timer timer = new Timer(this, deadlineNanos, created++, action);
    pending.add(timer);
    return timer;
  }

  void remove(Timer timer) {
    pending.remove(timer);
  }

  /// Nanoseconds until the first is due: 0 if one is, [Long#MAX_VALUE] if there are none.
  long untilNext(long nowNanos) {
    return pending.isEmpty()
        ? Long.MAX_VALUE
        : Math.max(0, pending.first().deadlineNanos - nowNanos);
  }

  /// Runs what is due. A timer set by one of them waits for the next call.
  ///
  /// @param onFault told of an exception that one of them lets escape; the others still run
  void runDue(long nowNanos, Consumer<Throwable> onFault) {
    long last = created;
    while (!pending.isEmpty()
        && pending.first().deadlineNanos - nowNanos <= 0
        && pending.first().order < last) {
      try {
        pending.removeFirst().action.run();
      } catch (RuntimeException | AssertionError e) {
        onFault.accept(e);
      }
    }
  }
}
