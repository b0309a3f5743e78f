package io.nuncio.server.transport;

import java.util.concurrent.atomic.AtomicBoolean;

/// A call to an event loop of which at most one is on its way. Safe from any thread.
///
/// It comes in once an iteration at most, however fast it is asked for: otherwise a loop that runs
/// what was posted would never come to the end of that, nor to its batch.
final class LoopCall {
  private final EventLoop loop;
  private final Runnable action;
  private final AtomicBoolean onItsWay = new AtomicBoolean();
  // Made once: each request would make another.
  private final Runnable arrives = this::arrive;
  private final Runnable runs = this::run;

  /// @param action run by the loop; whatever changed before a request, it sees
  LoopCall(EventLoop loop, Runnable action) {
    this.loop = loop;
    this.action = action;
  }

  /// Lets the loop run the action soon, if it is not about to.
  void request() {
    if (!onItsWay.get() && onItsWay.compareAndSet(false, true)) {
      loop.execute(arrives);
    }
  }

  private void arrive() {
    loop.schedule(0, runs);
  }

  private void run() {
    onItsWay.set(false); // before looking: what changes from now on asks again
    action.run();
  }
}
