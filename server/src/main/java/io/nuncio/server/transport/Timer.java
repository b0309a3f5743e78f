package io.nuncio.server.transport;

/// Something that will happen once on an event loop. Confined to that loop.
public final class Timer {
  final long deadlineNanos;
  final long order;
  final Runnable action;
  private final Timers timers;

  Timer(Timers timers, long deadlineNanos, long order, Runnable action) {
    this.timers = timers;
    this.deadlineNanos = deadlineNanos;
    this.order = order;
    this.action = action;
  }

  /// Prevents it. Does nothing if it has happened.
  public void cancel() {
    timers.remove(this);
  }
}
