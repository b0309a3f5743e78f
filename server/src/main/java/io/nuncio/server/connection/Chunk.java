package io.nuncio.server.connection;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Bytes on their way, at `[from, to)` of its memory. Belongs to whoever holds it, first the loop
/// that fills it, then the outbox that queues it.
final class Chunk {
  /// The memory, unless it is outside of the heap; then empty.
  final byte[] bytes;

  private final @Nullable ByteBuffer outside;
  int from;
  int to;

  /// How many messages begin in it.
  int messages;

  /// How many bytes their headers and payloads have.
  long payloadBytes;

  Chunk(byte[] bytes) {
    this.bytes = bytes;
    this.outside = null;
  }

  /// In memory outside of the heap, which the peer's link takes without another copy.
  Chunk(ByteBuffer outside) {
    this.bytes = new byte[0];
    this.outside = outside;
  }

  boolean isOutside() {
    return outside != null;
  }

  int capacity() {
    return outside == null ? bytes.length : outside.capacity();
  }

  int length() {
    return to - from;
  }

  int room() {
    return capacity() - to;
  }

  /// Adds `source[at, at + count)`, for which there is room.
  void append(byte[] source, int at, int count) {
    if (outside == null) {
      System.arraycopy(source, at, bytes, to, count);
    } else {
      outside.put(to, source, at, count);
    }
    to += count;
  }

  /// Adds `source[at, at + count)`, for which there is room.
  void append(ByteBuffer source, int at, int count) {
    if (outside == null) {
      source.get(at, bytes, to, count);
    } else {
      outside.put(to, source, at, count);
    }
    to += count;
  }

  /// Adds what is in `source`, for which there is room. This one is on the heap.
  void append(Chunk source) {
    if (source.outside == null) {
      System.arraycopy(source.bytes, source.from, bytes, to, source.length());
    } else {
      source.outside.get(source.from, bytes, to, source.length());
    }
    to += source.length();
  }

  /// The next bytes to write: these themselves, or as many as go into `transfer`.
  ByteBuffer next(ByteBuffer transfer) {
    if (outside != null) {
      return outside.limit(to).position(from);
    }
    int count = Math.min(transfer.capacity(), length());
    return transfer.clear().put(bytes, from, count).flip();
  }

  void clear() {
    from = 0;
    to = 0;
    messages = 0;
    payloadBytes = 0;
    if (outside != null) {
      outside.clear();
    }
  }
}
