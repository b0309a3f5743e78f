package io.nuncio.bench.wire;

import java.nio.ByteBuffer;

/// What a publisher sends.
///
/// @param ring frames of the same length, outside of the heap; sent in turn and then again
/// @param frameBytes length of each
/// @param batchFrames how many go into one write
/// @param messages how many there are altogether
/// @param perSecond how many a second at most; 0 for as fast as possible
public record Publication(
    ByteBuffer ring, int frameBytes, int batchFrames, long messages, double perSecond) {

  /// One frame again and again, in writes of about `batchBytes`.
  public static Publication of(byte[] frame, int batchBytes, long messages) {
    var ring = Frames.batch(frame, batchBytes);
    return new Publication(ring, frame.length, ring.capacity() / frame.length, messages, 0);
  }

  /// The same, not faster than that.
  public Publication paced(double messagesPerSecond) {
    return new Publication(ring, frameBytes, batchFrames, messages, messagesPerSecond);
  }
}
