package io.nuncio.server.connection;

import io.nuncio.server.transport.EventLoop;

/// An event loop with the memory its connections share. Confined to that loop.
///
/// @param input what it reads into
/// @param output what it writes through
public record Lane(EventLoop loop, LoopInput input, LoopOutput output) {
  /// What a lane takes of the memory outside of the heap, from its beginning to its end.
  ///
  /// @param several whether the server has other loops
  public static int directBytes(boolean several) {
    return LoopInput.BYTES + (several ? 1 : 2) * ChunkPool.STANDARD;
  }

  /// A lane for `loop`.
  ///
  /// @param several whether the server has other loops
  public Lane(EventLoop loop, boolean several) {
    this(loop, new LoopInput(loop.calls()), several);
  }

  private Lane(EventLoop loop, LoopInput input, boolean several) {
    this(loop, input, new LoopOutput(loop, input, several));
  }
}
