package io.nuncio.config;

/// What a client, and all clients together, may not exceed.
///
/// @param maxPayloadBytes largest payload of one message, headers included; 1 or more
/// @param maxControlLineBytes longest protocol line before the payload, such as a `SUB`; 1 or more
/// @param maxPendingBytes what may wait for one client before it counts as too slow and is
///   disconnected; at least `maxPayloadBytes`
/// @param maxConnections how many clients may be connected; 0 or more
/// @param maxSubscriptions how many subscriptions one client may have; 0 for any number
/// @param maxSubTokens how many tokens the subject of a subscription may have; 0 for any number
public record Limits(
    int maxPayloadBytes,
    int maxControlLineBytes,
    long maxPendingBytes,
    int maxConnections,
    int maxSubscriptions,
    int maxSubTokens) {
  private static final int DEFAULT_MAX_PAYLOAD_BYTES = 1024 * 1024;
  private static final int DEFAULT_MAX_CONTROL_LINE_BYTES = 4096;
  private static final long DEFAULT_MAX_PENDING_BYTES = 64L * 1024 * 1024;
  private static final int DEFAULT_MAX_CONNECTIONS = 65_536;
  private static final int LARGEST_MAX_SUB_TOKENS = 255;

  /// @throws IllegalArgumentException if one of the limits is out of its range
  public Limits {
    requireAtLeast(1, "max_payload", maxPayloadBytes);
    requireAtLeast(1, "max_control_line", maxControlLineBytes);
    if (maxPendingBytes < maxPayloadBytes) {
      throw new IllegalArgumentException(
          "max_payload (%d) cannot be higher than max_pending (%d)"
              .formatted(maxPayloadBytes, maxPendingBytes));
    }
    requireAtLeast(0, "max_connections", maxConnections);
    requireAtLeast(0, "max_subscriptions", maxSubscriptions);
    requireAtLeast(0, "max_sub_tokens", maxSubTokens);
    if (maxSubTokens > LARGEST_MAX_SUB_TOKENS) {
      throw new IllegalArgumentException("max_sub_tokens is 255 or less, got " + maxSubTokens);
    }
  }

  private static void requireAtLeast(int least, String name, int value) {
    if (value < least) {
      throw new IllegalArgumentException(name + " is " + least + " or more, got " + value);
    }
  }

  /// The limits of a NATS server that was told nothing else: 1 MiB, 4 KiB, 64 MiB, 65,536
  /// connections, any number of subscriptions.
  public static Limits defaults() {
    return new Limits(
        DEFAULT_MAX_PAYLOAD_BYTES,
        DEFAULT_MAX_CONTROL_LINE_BYTES,
        DEFAULT_MAX_PENDING_BYTES,
        DEFAULT_MAX_CONNECTIONS,
        0,
        0);
  }

  /// The same with other sizes.
  public Limits withBytes(int payload, int controlLine, long pending) {
    return new Limits(
        payload, controlLine, pending, maxConnections, maxSubscriptions, maxSubTokens);
  }

  /// The same with other numbers.
  public Limits withCounts(int connections, int subscriptions, int subTokens) {
    return new Limits(
        maxPayloadBytes,
        maxControlLineBytes,
        maxPendingBytes,
        connections,
        subscriptions,
        subTokens);
  }
}
