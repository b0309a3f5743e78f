package io.nuncio.server.connection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// Recycled chunks of a few sizes from 2 KiB to 1 MiB; what is larger is made for the occasion.
/// Keeps at most 8 MiB of each size.
///
/// Confined to its loop. A chunk may be taken from one loop's pool and released to another's.
final class ChunkPool {
  static final int SMALLEST = 2 << 10;
  static final int STANDARD = 64 << 10;
  private static final int[] SIZES = {SMALLEST, 8 << 10, STANDARD, 256 << 10, 1 << 20};
  static final int KEPT_BYTES_PER_SIZE = 8 << 20;

  private final List<ArrayDeque<Chunk>> free = new ArrayList<>();

  ChunkPool() {
    for (int i = 0; i < SIZES.length; i++) {
      free.add(new ArrayDeque<>());
    }
  }

  /// An empty chunk with room for `bytes` or more.
  Chunk take(int bytes) {
    for (int i = 0; i < SIZES.length; i++) {
      if (bytes <= SIZES[i]) {
        Chunk chunk = free.get(i).pollLast();
        return chunk == null ? new Chunk(new byte[SIZES[i]]) : chunk;
      }
    }
    return new Chunk(new byte[bytes]);
  }

  /// A chunk with room for `bytes` in all that holds what is in `chunk`, which is released.
  Chunk grow(Chunk chunk, int bytes) {
    Chunk larger = take(bytes);
    larger.append(chunk);
    larger.messages = chunk.messages;
    larger.payloadBytes = chunk.payloadBytes;
    release(chunk);
    return larger;
  }

  /// Takes `chunk` back; the caller forgets it.
  void release(Chunk chunk) {
    chunk.clear();
    for (int i = 0; i < SIZES.length; i++) {
      if (chunk.bytes.length == SIZES[i]) {
        ArrayDeque<Chunk> same = free.get(i);
        if (same.size() < KEPT_BYTES_PER_SIZE / SIZES[i]) {
          same.addLast(chunk);
        }
        return;
      }
    }
  }
}
