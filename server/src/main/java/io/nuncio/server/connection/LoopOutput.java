package io.nuncio.server.connection;

import io.nuncio.server.transport.EventLoop;
import io.nuncio.server.transport.Link;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What one loop has produced in its present batch: for each outbox it wrote to, a staged chunk of
/// whole frames. Flushed once at the end of the batch, and earlier when a chunk or the loop is
/// full.
///
/// Confined to its loop.
public final class LoopOutput {
  /// Staged memory at which a loop flushes without waiting for the end of its batch: as much as the
  /// pool keeps, so that the next batch makes no new chunks.
  private static final int MAX_STAGED_BYTES = ChunkPool.KEPT_BYTES_PER_SIZE;

  /// From this size a copy costs more than the look for a better place.
  private static final int LARGE_FRAME_BYTES = 2 << 10;

  private final EventLoop loop;
  private final LoopInput input;
  private final int index;
  private final boolean several;
  private final ChunkPool pool = new ChunkPool();
  private final ByteBuffer direct = ByteBuffer.allocateDirect(ChunkPool.STANDARD);

  /// Where large frames are staged for one peer at a time, to be written without being copied
  /// again. None with several loops, where another one might have to keep it.
  private final @Nullable Chunk outside;

  private boolean outsideTaken;
  private Outbox[] dirty = new Outbox[64];
  private int dirtyCount;
  private long stagedCapacity;

  /// The output of `loop`, which flushes it at the end of each batch from now on.
  ///
  /// @param input of the same loop, from which frames are taken
  /// @param several whether there are other loops
  public LoopOutput(EventLoop loop, LoopInput input, boolean several) {
    this.loop = loop;
    this.input = input;
    this.index = loop.index();
    this.several = several;
    this.outside = several ? null : new Chunk(ByteBuffer.allocateDirect(ChunkPool.STANDARD));
    loop.onBatchEnd(this::flush);
  }

  /// The index of the loop.
  int index() {
    return index;
  }

  LoopInput input() {
    return input;
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

  /// Writes to `link` once, what the peer can take now.
  ///
  /// @return bytes written, perhaps 0
  int write(Link link, ByteBuffer source) throws IOException {
    loop.calls().countWrite();
    return link.write(source);
  }

  /// The direct memory through which this loop writes.
  ByteBuffer direct() {
    return direct;
  }

  /// An empty chunk for `outbox`, which from now on is among those to flush.
  ///
  /// @param prompt whether its peer has taken everything so far
  Chunk stage(Outbox outbox, int bytes, boolean prompt) {
    assert loop.isOwner();
    if (stagedCapacity > MAX_STAGED_BYTES) {
      flush();
    }
    if (dirtyCount == dirty.length) {
      dirty = Arrays.copyOf(dirty, dirtyCount * 2);
    }
    dirty[dirtyCount++] = outbox;
    Chunk chunk = take(bytes, bytes, prompt);
    stagedCapacity += chunk.capacity();
    return chunk;
  }

  /// An empty chunk with room for `room` bytes, of which the first frame has `bytes`.
  ///
  /// @param prompt whether the peer has taken everything so far
  Chunk take(int bytes, int room, boolean prompt) {
    Chunk outsideOfHeap = prompt ? takeOutside(bytes) : null;
    return outsideOfHeap == null ? pool.take(room) : outsideOfHeap;
  }

  /// The chunk outside of the heap, for frames of `bytes` bytes and what follows them.
  ///
  /// @return null if it is not worth it, or somebody has it
  @Nullable Chunk takeOutside(int bytes) {
    if (bytes < LARGE_FRAME_BYTES
        || bytes > ChunkPool.STANDARD
        || outside == null
        || outsideTaken) {
      return null;
    }
    outsideTaken = true;
    return outside;
  }

  /// Takes `chunk` back; the caller forgets it.
  void release(Chunk chunk) {
    if (chunk.isOutside()) {
      chunk.clear();
      outsideTaken = false;
    } else {
      pool.release(chunk);
    }
  }

  /// A larger chunk with what is in `chunk`, which goes back to the pool, and room for `bytes`
  /// more.
  ///
  /// Where very many receive, a smaller write for each of them costs less than memory that no cache
  /// holds: then, and beyond the standard size, `chunk` stays as it is and the answer is null.
  @Nullable Chunk grow(Chunk chunk, int bytes) {
    int needed = chunk.length() + bytes;
    // Four times as large: a busy destination reaches the standard size in two steps.
    int wanted = Math.min(ChunkPool.STANDARD, 4 * needed);
    if (chunk.isOutside()
        || needed > ChunkPool.STANDARD
        || stagedCapacity - chunk.capacity() + wanted > MAX_STAGED_BYTES) {
      return null;
    }
    stagedCapacity -= chunk.capacity();
    Chunk larger = pool.grow(chunk, wanted);
    stagedCapacity += larger.capacity();
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
