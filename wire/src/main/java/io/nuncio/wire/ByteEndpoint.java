package io.nuncio.wire;

import java.io.IOException;

/// The end of a stream of bytes that a client holds, where the stream is no socket.
///
/// One thread reads and one writes at a time; any thread may close, which ends both.
public interface ByteEndpoint extends AutoCloseable {
  /// Waits for bytes and takes them.
  ///
  /// @return how many, at least one; -1 if no more will come
  /// @throws IOException if this end was closed
  int read(byte[] target, int from, int count) throws IOException;

  /// Hands over bytes, waiting until there is room for all of them.
  ///
  /// @throws IOException if either end was closed
  void write(byte[] source, int from, int count) throws IOException;

  /// Ends the stream; does nothing the second time.
  @Override
  void close();
}
