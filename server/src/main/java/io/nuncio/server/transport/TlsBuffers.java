package io.nuncio.server.transport;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/// Memory in which records are encrypted and decrypted, taken for the length of one call: there are
/// never more buffers than threads, and a connection at rest has none.
///
/// On the heap, where the JDK's engines compute. Safe from any thread; a leaf.
public final class TlsBuffers {
  /// Room for three records and more.
  static final int BYTES = 64 << 10;

  private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();

  /// Holds nothing yet.
  public TlsBuffers() {}

  /// An empty buffer, for the caller alone until [#release].
  synchronized ByteBuffer take() {
    ByteBuffer buffer = free.pollLast();
    return buffer == null ? ByteBuffer.allocate(BYTES) : buffer.clear();
  }

  /// Takes `buffer` back; the caller forgets it.
  synchronized void release(ByteBuffer buffer) {
    free.addLast(buffer);
  }
}
