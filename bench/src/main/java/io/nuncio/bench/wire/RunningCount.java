package io.nuncio.bench.wire;

import java.nio.ByteBuffer;

/// Counts bytes without end. Written by the thread of the [Receiver], read by any.
public final class RunningCount implements Sink {
  private volatile long bytes;

  /// So many so far.
  public long bytes() {
    return bytes;
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate")
  public void accept(ByteBuffer received) {
    bytes += received.remaining();
  }

  @Override
  public boolean complete() {
    return false;
  }
}
