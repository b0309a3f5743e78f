package io.nuncio.bench.wire;

/// Counts the bytes and looks at none, so that a server's `PING` counts, too: it lets a run of more
/// than two seconds be over six bytes too early. Confined to the thread of the [Receiver].
public final class ByteCounter implements CountingSink {
  private static final int ALLOWED_BYTES = 2 * PingFilter.BYTES;

  private final long expected;
  private long count;

  /// @param expected how many bytes should come
  public ByteCounter(long expected) {
    this.expected = expected;
  }

  @Override
  public void count(long bytes) {
    count += bytes;
    if (count > expected + ALLOWED_BYTES) {
      throw new WrongBytesException("%,d bytes should come, %,d did".formatted(expected, count));
    }
  }

  @Override
  public boolean complete() {
    return count >= expected;
  }
}
