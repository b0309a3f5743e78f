package io.nuncio.server.transport;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A ring of bytes in memory, from one writer to one reader, each perhaps another thread.
///
/// Nobody waits and nothing is locked: only the writer stores `written` and only the reader
/// `taken`, behind the bytes that each is about. Both are volatile also for those who wait: who
/// stores its count and then looks whether the other side waits, while that one says that it waits
/// and then looks at the count, cannot both miss the other. [#end], by the writer's side, and
/// [#abandon], by the reader's, may come from any thread.
final class ByteRing {
  private final int capacity;
  private volatile long written;
  private volatile long taken;
  private volatile boolean ended;

  /// Null when nobody will take anything any more.
  private volatile byte @Nullable [] bytes;

  /// @param capacity a power of 2
  ByteRing(int capacity) {
    if (Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException("expected a power of 2, got " + capacity);
    }
    this.capacity = capacity;
    this.bytes = new byte[capacity];
  }

  /// Copies what there is room for. Called by the writer.
  ///
  /// @return bytes copied, perhaps 0; -1 if nobody will take them
  int put(ByteBuffer source) {
    byte[] memory = bytes;
    if (memory == null || ended) {
      return -1;
    }
    long at = written;
    int count = (int) Math.min(source.remaining(), capacity - (at - taken));
    int index = (int) at & (capacity - 1);
    int first = Math.min(count, capacity - index);
    source.get(memory, index, first);
    source.get(memory, 0, count - first);
    written = at + count;
    return count;
  }

  /// Copies what is there and fits. Called by the reader.
  ///
  /// @return bytes copied, perhaps 0; -1 if there are none and will be none
  int take(ByteBuffer target) {
    boolean last = ended; // before the count: nothing may be put in between
    byte[] memory = bytes;
    if (memory == null) {
      return -1;
    }
    long at = taken;
    long there = written - at;
    if (there == 0 && last) {
      bytes = null;
      return -1;
    }
    int count = (int) Math.min(target.remaining(), there);
    int index = (int) at & (capacity - 1);
    int first = Math.min(count, capacity - index);
    target.put(memory, index, first);
    target.put(memory, 0, count - first);
    taken = at + count;
    return count;
  }

  /// Whether [#take] would find something, be it the end.
  boolean isReadable() {
    return written != taken || ended || bytes == null;
  }

  /// Whether [#put] would find room for `count` bytes, or that nobody will take them.
  boolean hasRoom(int count) {
    return capacity - (written - taken) >= count || ended || bytes == null;
  }

  /// Nothing more is put; what was put before can still be taken.
  void end() {
    ended = true;
  }

  /// Nothing more is taken. Gives the memory back.
  void abandon() {
    bytes = null;
  }

  /// Whether the memory has been given back.
  boolean isEmptyForGood() {
    return bytes == null;
  }
}
