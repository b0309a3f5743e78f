package io.nuncio.bench.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;

/// Compares every byte with the frame that should come so and so often, however it is cut. Confined
/// to the thread of the [Receiver].
public final class FrameChecker implements Sink {
  private static final int SHOWN = 60;

  private final ByteBuffer frame;
  private final PingFilter pings = new PingFilter();
  private final long expected;
  private long count;

  /// @param frame what should come each time; not copied
  /// @param times how often
  public FrameChecker(byte[] frame, long times) {
    this.frame = ByteBuffer.wrap(frame);
    this.expected = frame.length * times;
  }

  @Override
  public void accept(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      int from = (int) (count % frame.capacity());
      if (pings.take(bytes, from == 0)) {
        continue;
      }
      int length = Math.min(bytes.remaining(), frame.capacity() - from);
      var came = bytes.slice(bytes.position(), length);
      int wrong = came.mismatch(frame.slice(from, length));
      if (wrong >= 0 || count + length > expected) {
        throw new WrongBytesException(
            "byte %,d of %,d, which is byte %,d of its frame, is wrong or too much, near: %s"
                .formatted(count + Math.max(wrong, 0), expected, from + wrong, near(came, wrong)));
      }
      count += length;
      bytes.position(bytes.position() + length);
    }
  }

  private static String near(ByteBuffer came, int at) {
    byte[] shown = new byte[Math.min(SHOWN, came.remaining() - Math.max(at, 0))];
    came.get(Math.max(at, 0), shown);
    return new String(shown, ISO_8859_1).strip();
  }

  @Override
  public boolean complete() {
    return count == expected;
  }
}
