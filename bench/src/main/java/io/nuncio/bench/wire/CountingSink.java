package io.nuncio.bench.wire;

import java.nio.ByteBuffer;

/// A sink that asks only how many bytes there are, so that nobody need copy them. Confined to the
/// thread of the [Receiver].
public interface CountingSink extends Sink {
  /// Takes so many bytes.
  ///
  /// @throws WrongBytesException if these are more than should have come
  void count(long bytes);

  @Override
  default void accept(ByteBuffer bytes) {
    count(bytes.remaining());
    bytes.position(bytes.limit());
  }
}
