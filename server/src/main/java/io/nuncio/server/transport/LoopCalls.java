package io.nuncio.server.transport;

import io.nuncio.server.events.SystemCalls;

/// Counts what one event loop asks of the operating system. Confined to that loop.
public final class LoopCalls {
  private long polls;
  private long reads;
  private long writes;
  private long accepts;

  LoopCalls() {}

  void countPoll() {
    polls++;
  }

  /// The loop reads from a link.
  public void countRead() {
    reads++;
  }

  /// The loop writes to a link, whichever loop owns it.
  public void countWrite() {
    writes++;
  }

  void countAccept() {
    accepts++;
  }

  /// All so far.
  public SystemCalls all() {
    return new SystemCalls(polls, reads, writes, accepts);
  }
}
