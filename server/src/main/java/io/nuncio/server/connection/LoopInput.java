package io.nuncio.server.connection;

import java.nio.ByteBuffer;

/// The memory that one loop reads into, shared by all its connections one after the other: a
/// connection keeps only what it has not finished. Confined to its loop.
public final class LoopInput {
  static final int BYTES = 256 << 10;

  final byte[] bytes = new byte[BYTES];
  final ByteBuffer direct = ByteBuffer.allocateDirect(BYTES);

  /// Allocates the memory.
  public LoopInput() {}
}
