package io.nuncio.bench.wire;

import java.nio.ByteBuffer;

/// Counts the bytes and looks at none, so that a server's `PING` counts, too: it lets a run of more
/// than two seconds be over six bytes too early. Confined to the thread of the [Receiver].
public final class ByteCounter implements Sink {
  private static final int ALLOWED_BYTES = 2 * PingFilter.BYTES;

  private final long expected;
  private long count;

  /// @param expected how many bytes should come
  public ByteCounter(long expected) {
    this.expected = expected;
  }

  @Override
  public void accept(ByteBuffer bytes) {
    count += bytes.remaining();
    if (count > expected + ALLOWED_BYTES) {
      throw new WrongBytesException("%,d bytes should come, %,d did".formatted(expected, count));
    }
  }

  @Override
  public boolean complete() {
    return count >= expected;
  }
}
