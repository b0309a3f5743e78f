package io.nuncio.server.connection;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.nuncio.server.events.Traffic;
import io.nuncio.server.transport.Link;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// What a peer has yet to take. The one part of a connection that every loop touches.
///
/// `staged[i]` is confined to loop `i`; the rest is guarded by this object's monitor, held for one
/// flush or drain and never while calling out. Chunks change hands at frame boundaries only, so two
/// loops can interleave messages but never bytes of them.
///
/// When more than `maxPendingBytes` are queued it drops everything, closes itself and says so once.
public final class Outbox {
  private final Link link;
  private final OutboxOwner owner;
  private final long maxPendingBytes;
  private final MemoryBudget budget;
  private final @Nullable Chunk[] staged;

  @GuardedBy("this")
  private final ArrayDeque<Chunk> queue = new ArrayDeque<>(4);

  @GuardedBy("this")
  private boolean drainRequested;

  @GuardedBy("this")
  private long progressNanos;

  /// What the queued chunks take, filled or not.
  @GuardedBy("this")
  private long heldBytes;

  @GuardedBy("this")
  private long countedBytes;

  @GuardedBy("this")
  private long messages;

  @GuardedBy("this")
  private long payloadBytes;

  @GuardedBy("this")
  private boolean closed;

  // Written under the monitor, read by anyone as a hint.
  private volatile long pendingBytes;
  private volatile int pressure;

  Outbox(Link link, OutboxOwner owner, ConnectionLimits limits) {
    this.link = link;
    this.owner = owner;
    this.maxPendingBytes = limits.maxPendingBytes();
    this.budget = limits.budget();
    this.staged = new @Nullable Chunk[limits.loops()];
  }

  /// Stages one whole frame, the two slices one after the other; the tail may lack what the calling
  /// loop's input has. It leaves with that loop's next flush.
  ///
  /// @param output the calling loop's
  public void write(
      LoopOutput output,
      byte[] head,
      int headFrom,
      int headBytes,
      byte[] tail,
      int tailFrom,
      int tailBytes) {
    Chunk chunk = reserve(output, headBytes + tailBytes);
    chunk.append(head, headFrom, headBytes);
    output.input().copy(tail, tailFrom, tailBytes, chunk);
  }

  /// Stages one whole frame.
  ///
  /// @param output the calling loop's
  public void write(LoopOutput output, byte[] frame) {
    Chunk chunk = reserve(output, frame.length);
    chunk.append(frame, 0, frame.length);
  }

  /// Counts the frame that was staged last as a message, with headers and payload of `bytes` bytes.
  ///
  /// @param output the calling loop's
  public void countMessage(LoopOutput output, int bytes) {
    Chunk chunk = staged[output.index()];
    if (chunk != null) {
      chunk.messages++;
      chunk.payloadBytes += bytes;
    }
  }

  private Chunk reserve(LoopOutput output, int bytes) {
    int loop = output.index();
    Chunk chunk = staged[loop];
    if (chunk != null && chunk.room() >= bytes) {
      return chunk;
    }
    Chunk roomier = roomier(output, chunk, bytes);
    staged[loop] = roomier;
    return roomier;
  }

  private Chunk roomier(LoopOutput output, @Nullable Chunk chunk, int bytes) {
    if (chunk == null) {
      return output.stage(this, bytes, pendingBytes == 0);
    }
    Chunk larger = output.grow(chunk, bytes);
    if (larger != null) {
      return larger;
    }
    if (staged.length > 1) { // several loops: all of it, see LoopOutput.flush
      output.flush();
      return output.stage(this, Math.max(bytes, ChunkPool.STANDARD), false);
    }
    int size = Math.min(ChunkPool.STANDARD, chunk.capacity());
    settle(output, chunk, true);
    return output.take(bytes, Math.max(bytes, size), pendingBytes == 0);
  }

  /// Queues what `output`'s loop has staged, without writing it yet.
  void queueStaged(LoopOutput output) {
    Chunk chunk = unstage(output);
    if (chunk != null) {
      settle(output, chunk, false);
    }
  }

  /// Lets go of what `output`'s loop has staged, and of what is queued if nobody waits to drain it.
  void flush(LoopOutput output) {
    Chunk chunk = unstage(output);
    if (chunk != null) {
      settle(output, chunk, true);
    } else if (staged.length > 1) {
      settle(output, null, true);
    }
  }

  private @Nullable Chunk unstage(LoopOutput output) {
    int loop = output.index();
    Chunk chunk = staged[loop];
    staged[loop] = null;
    return chunk;
  }

  /// Takes `chunk` in and, if `writeNow`, writes as much as the peer takes.
  private void settle(LoopOutput output, @Nullable Chunk chunk, boolean writeNow) {
    boolean drainWanted = false;
    ClosedReason failure = null;
    synchronized (this) {
      if (closed) {
        if (chunk != null) {
          output.release(chunk);
        }
        return;
      }
      try {
        boolean mayWrite = writeNow && !drainRequested;
        boolean takesMore = chunk == null || takeIn(output, chunk, mayWrite);
        if (mayWrite && !(takesMore && writeQueue(output))) {
          compactLast(output);
          drainWanted = true;
          drainRequested = true;
          progressNanos = output.loop().nowNanos();
        }
        if (writeNow) {
          failure = excess(output);
        }
      } catch (IOException e) {
        failure = ClosedReason.WRITE_ERROR;
      }
      if (failure != null) {
        discard();
      }
    }
    if (failure != null) {
      owner.onOutboxFailed(failure);
    } else if (drainWanted) {
      owner.onDrainWanted(output.index());
    }
  }

  /// Queues `chunk`, unless it is outside of the heap: then what the peer does not take at once is
  /// queued.
  ///
  /// @return false if the peer takes no more now
  @GuardedBy("this")
  private boolean takeIn(LoopOutput output, Chunk chunk, boolean mayWrite) throws IOException {
    messages += chunk.messages;
    payloadBytes += chunk.payloadBytes;
    if (!chunk.isOutside()) {
      enqueue(output, chunk);
      return true;
    }
    try {
      assert !mayWrite || queue.isEmpty();
      boolean complete = mayWrite && write(output, chunk);
      if (!complete) {
        Chunk rest = output.pool().take(chunk.length());
        rest.append(chunk);
        enqueue(output, rest);
      }
      return complete;
    } finally {
      output.release(chunk);
    }
  }

  /// Counts what is pending towards the budget that all clients share. Nothing is counted, and so
  /// nothing contended for, while peers take all there is.
  ///
  /// @return the reason to give up this peer, or null
  @GuardedBy("this")
  private @Nullable ClosedReason excess(LoopOutput output) {
    if (pendingBytes > maxPendingBytes) {
      return ClosedReason.SLOW_CONSUMER_PENDING_BYTES;
    }
    count();
    if (budgetPressure() == 0) {
      return null;
    }
    pressure = Math.max(pressure, Patience.BUDGET_PRESSURE);
    boolean takesNothing = Patience.isGone(output.loop().nowNanos() - progressNanos);
    boolean tooMuch = budget.isPressing() && budget.isLargeShare(countedBytes);
    return takesNothing || tooMuch || budget.isOverflowing()
        ? ClosedReason.SLOW_CONSUMER_MEMORY_BUDGET
        : null;
  }

  @GuardedBy("this")
  private void count() {
    budget.change(countedBytes, heldBytes);
    countedBytes = heldBytes;
  }

  /// Writes what the peer takes of the queue.
  ///
  /// @return whether it took everything
  @GuardedBy("this")
  private boolean writeQueue(LoopOutput output) throws IOException {
    for (Chunk chunk = queue.peekFirst(); chunk != null; chunk = queue.peekFirst()) {
      int before = chunk.length();
      boolean complete = write(output, chunk);
      pending(output, pendingBytes - before + chunk.length());
      if (!complete) {
        return false;
      }
      heldBytes -= chunk.capacity();
      output.release(queue.removeFirst());
    }
    return true;
  }

  /// Writes what the peer takes of `chunk`.
  ///
  /// @return whether it took everything
  @GuardedBy("this")
  private boolean write(LoopOutput output, Chunk chunk) throws IOException {
    while (chunk.length() > 0) {
      ByteBuffer next = chunk.next(output.direct());
      int bytes = next.remaining();
      int written = output.write(link, next);
      chunk.from += written;
      if (written > 0) {
        progressNanos = output.loop().nowNanos();
      }
      if (written < bytes) {
        return false;
      }
    }
    return true;
  }

  @GuardedBy("this")
  private void enqueue(LoopOutput output, Chunk chunk) {
    int bytes = chunk.length();
    Chunk last = queue.peekLast();
    if (last != null && last.room() >= bytes) {
      last.append(chunk);
      output.release(chunk);
    } else {
      queue.addLast(chunk);
      heldBytes += chunk.capacity();
    }
    pending(output, pendingBytes + bytes);
  }

  /// Keeps a large chunk from being held by a few bytes of it.
  @GuardedBy("this")
  private void compactLast(LoopOutput output) {
    Chunk last = queue.peekLast();
    if (last != null && last.length() * 4 <= last.capacity()) {
      queue.removeLast();
      Chunk smaller = output.pool().take(last.length());
      smaller.append(last);
      heldBytes += smaller.capacity() - last.capacity();
      output.release(last);
      queue.addLast(smaller);
    }
  }

  @GuardedBy("this")
  private void pending(LoopOutput output, long bytes) {
    pendingBytes = bytes;
    long idleNanos = output.loop().nowNanos() - progressNanos;
    pressure =
        Math.max(
            Patience.pressure(idleNanos, bytes, maxPendingBytes),
            Patience.isGone(idleNanos) ? 0 : budgetPressure());
  }

  @GuardedBy("this")
  private int budgetPressure() {
    return countedBytes > 0 && budget.isExceeded() ? Patience.BUDGET_PRESSURE : 0;
  }

  /// Writes what the peer can take now. Called by the owning loop.
  ///
  /// @return whether nothing is left
  boolean drain(LoopOutput output) {
    synchronized (this) {
      try {
        boolean complete = closed || writeQueue(output);
        if (!closed) {
          count();
        }
        if (!complete) {
          compactLast(output);
          return false;
        }
        drainRequested = false;
        return true;
      } catch (IOException e) {
        discard();
      }
    }
    owner.onOutboxFailed(ClosedReason.WRITE_ERROR);
    return true;
  }

  @GuardedBy("this")
  private void discard() {
    closed = true;
    pressure = 0;
    queue.clear();
    heldBytes = 0;
    budget.change(countedBytes, 0);
    countedBytes = 0;
  }

  /// Drops what is left; whatever is written from now on is dropped too.
  synchronized void close() {
    discard();
  }

  /// Bytes that are queued; when the outbox has overflowed, how many they were then.
  public long pendingBytes() {
    return pendingBytes;
  }

  /// How much publishers should slow down: 0, not at all; 1 when three quarters of the limit are
  /// queued; 100 when all of it is. A peer that has taken nothing lately earns no patience.
  public int pressure() {
    return pressure;
  }

  /// Whether more than three quarters of what may be pending is, with what `output`'s loop has
  /// staged. A hint: what other loops have staged is not known.
  public boolean isNearlyFull(LoopOutput output) {
    Chunk chunk = staged[output.index()];
    long bytes = pendingBytes + (chunk == null ? 0 : chunk.length());
    return bytes > maxPendingBytes / 4 * 3;
  }

  /// The messages that were written so far, but for those still staged.
  public synchronized Traffic delivered() {
    return new Traffic(0, 0, messages, payloadBytes);
  }

  /// Nanoseconds since the peer last took a byte, or stopped taking all there was.
  public synchronized long idleNanos(long nowNanos) {
    return nowNanos - progressNanos;
  }
}
