package io.nuncio.bench.workload;

/// What each publisher sends.
///
/// @param size bytes of a payload
/// @param messages how many
/// @param batchBytes about how many bytes go into one write
/// @param perSecond how many messages a second; 0 for as fast as possible
public record Load(int size, int messages, int batchBytes, int perSecond) {
  private static final int USUAL_BATCH_BYTES = 65_536;

  /// As fast as possible, in writes of 64 KiB.
  public static Load of(int size, int messages) {
    return new Load(size, messages, USUAL_BATCH_BYTES, 0);
  }
}
