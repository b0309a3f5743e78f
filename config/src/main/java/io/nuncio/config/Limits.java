package io.nuncio.config;

/// The sizes a client may not exceed.
///
/// @param maxPayloadBytes largest payload of one message, headers included; 1 or more
/// @param maxControlLineBytes longest protocol line before the payload, such as a `SUB`; 1 or more
/// @param maxPendingBytes what may wait for one client before it counts as too slow and is
///   disconnected; at least `maxPayloadBytes`
public record Limits(int maxPayloadBytes, int maxControlLineBytes, long maxPendingBytes) {
  private static final int DEFAULT_MAX_PAYLOAD_BYTES = 1024 * 1024;
  private static final int DEFAULT_MAX_CONTROL_LINE_BYTES = 4096;
  private static final long DEFAULT_MAX_PENDING_BYTES = 64L * 1024 * 1024;

  /// @throws IllegalArgumentException if one of the limits is out of its range
  public Limits {
    if (maxPayloadBytes < 1) {
      throw new IllegalArgumentException("max_payload is 1 or more, got " + maxPayloadBytes);
    }
    if (maxControlLineBytes < 1) {
      throw new IllegalArgumentException(
          "max_control_line is 1 or more, got " + maxControlLineBytes);
    }
    if (maxPendingBytes < maxPayloadBytes) {
      throw new IllegalArgumentException(
          "max_pending is at least max_payload (%d), got %d"
              .formatted(maxPayloadBytes, maxPendingBytes));
    }
  }

  /// The limits of a NATS server that was told nothing else: 1 MiB, 4 KiB and 64 MiB.
  public static Limits defaults() {
    return new Limits(
        DEFAULT_MAX_PAYLOAD_BYTES, DEFAULT_MAX_CONTROL_LINE_BYTES, DEFAULT_MAX_PENDING_BYTES);
  }
}
