package io.nuncio.bench.wire;

/// Counts bytes without end. Written by the thread of the [Receiver], read by any.
public final class RunningCount implements CountingSink {
  private volatile long bytes;

  /// So many so far.
  public long bytes() {
    return bytes;
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate")
  public void count(long more) {
    bytes += more;
  }

  @Override
  public boolean complete() {
    return false;
  }
}
