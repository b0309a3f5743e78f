package io.nuncio.server.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// One thread that serves many connections: waits, reads, runs what was posted and what is due,
/// then lets the batch's output go.
///
/// Everything but [#execute], [#index] and [#stop] is confined to the loop's thread. The queue
/// behind [#execute] has no bound of its own; its senders keep one: at most one open request of
/// each kind (arm writing, close, verdict) per connection.
public final class EventLoop implements Runnable {
  private final int index;
  private final Poller poller;
  private final MonotonicClock clock;
  private final Consumer<Throwable> onFault;
  private final Timers timers = new Timers();
  private final LoopCalls calls = new LoopCalls();
  private final Queue<Runnable> posted = new ConcurrentLinkedQueue<>();
  private Runnable batchEnd = () -> {};
  private long nowNanos;
  private boolean nowKnown;
  private long ownerThreadId;
  private final AtomicReference<Sleep> sleep = new AtomicReference<>(Sleep.ASLEEP);
  private volatile boolean stopped;

  /// Whether somebody has to wake the loop.
  private enum Sleep {
    AWAKE,
    ASLEEP,
    WOKEN
  }

  /// @param index this loop's place among the server's loops, from 0
  /// @param onFault told of an exception that a connection or task let escape; the loop goes on
  public EventLoop(int index, Poller poller, MonotonicClock clock, Consumer<Throwable> onFault) {
    this.index = index;
    this.poller = poller;
    this.clock = clock;
    this.onFault = onFault;
  }

  /// This loop's place among the server's loops, from 0.
  public int index() {
    return index;
  }

  /// Whether the calling thread runs this loop, or nobody does yet: for the assertions of what is
  /// confined to it.
  public boolean isOwner() {
    return ownerThreadId == 0 || ownerThreadId == Thread.currentThread().threadId();
  }

  /// Counts what this loop asks of the operating system.
  public LoopCalls calls() {
    return calls;
  }

  /// Sets what runs at the end of every iteration: the flush of what it produced.
  public void onBatchEnd(Runnable action) {
    batchEnd = action;
  }

  /// The time of this iteration: read once, when first asked for after waking up.
  public long nowNanos() {
    if (!nowKnown) {
      nowNanos = clock.nanos();
      nowKnown = true;
    }
    return nowNanos;
  }

  /// Watches `link`; see [Poller#register].
  public Poller.Registration register(Link link, LinkListener listener) throws IOException {
    return link.register(poller, listener);
  }

  /// Runs `action` on this loop once `delayNanos` have passed.
  public Timer schedule(long delayNanos, Runnable action) {
    return timers.add(clock.nanos() + delayNanos, action);
  }

  /// Runs `task` on this loop, soon and in the order of calls from one thread. Safe from any
  /// thread. Costs no system call while the loop is at work.
  public void execute(Runnable task) {
    posted.add(task);
    // One of those who post wakes the loop: a selector makes others wait who wake it, too.
    if (sleep.compareAndSet(Sleep.ASLEEP, Sleep.WOKEN)) {
      poller.wakeup();
    }
  }

  /// Ends [#run] after the present iteration. Safe from any thread.
  public void stop() {
    stopped = true;
    poller.wakeup();
  }

  /// Iterates until [#stop].
  @Override
  public void run() {
    try (poller) {
      while (!stopped) {
        runOnce(Long.MAX_VALUE);
      }
      runPosted();
      batchEnd.run();
    }
  }

  /// One iteration.
  ///
  /// @param maxWaitNanos longest wait for something to do
  public void runOnce(long maxWaitNanos) {
    ownerThreadId = Thread.currentThread().threadId();
    nowKnown = false;
    sleep.set(
        Sleep.ASLEEP); // before looking at what is posted: one of the two sides sees the other
    long wait = posted.isEmpty() ? Math.min(maxWaitNanos, timers.untilNext(clock.nanos())) : 0;
    calls.countPoll();
    try {
      poller.poll(wait);
    } catch (IOException e) {
      throw new UncheckedIOException("the selector of event loop " + index + " failed", e);
    }
    sleep.set(Sleep.AWAKE);
    runPosted();
    timers.runDue(nowNanos(), onFault);
    batchEnd.run();
  }

  private void runPosted() {
    for (Runnable task = posted.poll(); task != null; task = posted.poll()) {
      try {
        task.run();
      } catch (RuntimeException | AssertionError e) {
        onFault.accept(e);
      }
    }
  }
}
