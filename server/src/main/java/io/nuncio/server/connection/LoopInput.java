package io.nuncio.server.connection;

import io.nuncio.server.transport.Link;
import io.nuncio.server.transport.LoopCalls;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The memory that one loop reads into, shared by all its connections one after the other: a
/// connection keeps only what it has not finished. Confined to its loop.
public final class LoopInput {
  static final int BYTES = 256 << 10;

  final byte[] bytes = new byte[BYTES];
  final ByteBuffer direct = ByteBuffer.allocateDirect(BYTES);
  private final LoopCalls calls;

  /// Allocates the memory.
  ///
  /// @param calls of the loop that reads
  public LoopInput(LoopCalls calls) {
    this.calls = calls;
  }

  /// Reads from `link` once, at most `room` bytes, to `target` from `at` on.
  ///
  /// @return bytes read, 0 if there are none now, -1 if the peer will send no more
  int read(Link link, byte[] target, int at, int room) throws IOException {
    direct.clear().limit(Math.min(room, BYTES));
    calls.countRead();
    int read = link.read(direct);
    if (read > 0) {
      direct.flip().get(target, at, read);
    }
    return read;
  }
}
