package io.nuncio.server.connection;

import io.nuncio.server.transport.EventLoop;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// What one loop has produced in its present batch: for each outbox it wrote to, a staged chunk of
/// whole frames. Flushed once at the end of the batch, and earlier when a chunk or the loop is
/// full.
///
/// Confined to its loop.
public final class LoopOutput {
  /// Staged memory at which a loop flushes without waiting for the end of its batch.
  private static final int MAX_STAGED_BYTES = 8 << 20;

  private final EventLoop loop;
  private final int index;
  private final boolean several;
  private final ChunkPool pool = new ChunkPool();
  private final ByteBuffer direct = ByteBuffer.allocateDirect(ChunkPool.STANDARD);
  private Outbox[] dirty = new Outbox[64];
  private int dirtyCount;
  private long stagedCapacity;

  /// The output of `loop`, which flushes it at the end of each batch from now on.
  ///
  /// @param several whether there are other loops
  public LoopOutput(EventLoop loop, boolean several) {
    this.loop = loop;
    this.index = loop.index();
    this.several = several;
    loop.onBatchEnd(this::flush);
  }

  /// The index of the loop.
  int index() {
    return index;
  }

  EventLoop loop() {
    return loop;
  }

  /// The loop's time; see [EventLoop#nowNanos].
  public long nowNanos() {
    return loop.nowNanos();
  }

  ChunkPool pool() {
    return pool;
  }

  /// The direct memory through which this loop writes.
  ByteBuffer direct() {
    return direct;
  }

  /// An empty chunk for `outbox`, which from now on is among those to flush.
  Chunk stage(Outbox outbox, int bytes) {
    assert loop.isOwner();
    if (stagedCapacity > MAX_STAGED_BYTES) {
      flush();
    }
    if (dirtyCount == dirty.length) {
      dirty = Arrays.copyOf(dirty, dirtyCount * 2);
    }
    dirty[dirtyCount++] = outbox;
    Chunk chunk = pool.take(bytes);
    stagedCapacity += chunk.bytes.length;
    return chunk;
  }

  /// A larger chunk with what is in `chunk`, which goes back to the pool.
  Chunk grow(Chunk chunk, int bytes) {
    stagedCapacity -= chunk.bytes.length;
    Chunk larger = pool.grow(chunk, bytes);
    stagedCapacity += larger.bytes.length;
    return larger;
  }

  /// Hands everything staged to its outbox.
  ///
  /// With several loops in two passes, all queued before any is written: whoever sees its `PONG`
  /// may tell a client of another loop to publish, and that message must come behind those the
  /// `PONG` stands for.
  public void flush() {
    int count = dirtyCount;
    dirtyCount = 0;
    stagedCapacity = 0;
    for (int i = 0; several && i < count; i++) {
      dirty[i].queueStaged(this);
    }
    for (int i = 0; i < count; i++) {
      dirty[i].flush(this);
    }
    Arrays.fill(dirty, 0, count, null);
  }
}
