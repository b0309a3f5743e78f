package io.nuncio.bench.wire;

import java.nio.ByteBuffer;

/// Where the bytes of one subscriber go. Confined to the thread of the [Receiver].
public interface Sink {
  /// Takes all that remains in `bytes`, which the caller uses again afterwards.
  ///
  /// @throws WrongBytesException if these are not the bytes that should have come
  void accept(ByteBuffer bytes);

  /// Whether all that should come has come.
  boolean complete();
}
