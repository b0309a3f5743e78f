package io.nuncio.server.transport;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A poller that never waits: it notes for how long it should have, and then does what the test has
/// put down for that poll.
final class HandPoller implements Poller {
  private final List<Long> timeouts = new ArrayList<>();
  private Runnable duringPoll = () -> {};
  private int wakeups;
  private boolean closed;
  private boolean broken;

  List<Long> timeouts() {
    return timeouts;
  }

  int wakeups() {
    return wakeups;
  }

  boolean closed() {
    return closed;
  }

  /// Makes every poll fail.
  void fail() {
    broken = true;
  }

  /// Sets what each poll does.
  void duringPoll(Runnable action) {
    duringPoll = action;
  }

  @Override
  public void poll(long timeoutNanos) throws IOException {
    if (broken) {
      throw new IOException("broken");
    }
    timeouts.add(timeoutNanos);
    duringPoll.run();
  }

  @Override
  public Registration register(Link link, LinkListener listener) {
    throw new UnsupportedOperationException("no link is watched here");
  }

  @Override
  public void wakeup() {
    wakeups++;
  }

  @Override
  public void close() {
    closed = true;
  }
}
