package io.nuncio.config;

import java.time.Duration;

/// How long the server waits for its clients.
///
/// @param authTimeout from the `INFO` to a `CONNECT` that is accepted; greater than zero
/// @param pingInterval between two `PING`s to a client; greater than zero
/// @param maxPingsOut unanswered `PING`s after which the client counts as gone; 1 or more
/// @param writeDeadline how long a client may take no byte of what waits for it; greater than zero
public record Timers(
    Duration authTimeout, Duration pingInterval, int maxPingsOut, Duration writeDeadline) {
  private static final Duration DEFAULT_AUTH_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration DEFAULT_PING_INTERVAL = Duration.ofMinutes(2);
  private static final int DEFAULT_MAX_PINGS_OUT = 2;
  private static final Duration DEFAULT_WRITE_DEADLINE = Duration.ofSeconds(10);

  /// @throws IllegalArgumentException if one of the values is out of its range
  public Timers {
    requirePositive("auth timeout", authTimeout);
    requirePositive("ping_interval", pingInterval);
    requirePositive("write_deadline", writeDeadline);
    if (maxPingsOut < 1) {
      throw new IllegalArgumentException("ping_max is 1 or more, got " + maxPingsOut);
    }
  }

  /// The times of a NATS server that was told nothing else.
  public static Timers defaults() {
    return new Timers(
        DEFAULT_AUTH_TIMEOUT, DEFAULT_PING_INTERVAL, DEFAULT_MAX_PINGS_OUT, DEFAULT_WRITE_DEADLINE);
  }

  /// The same with another `authTimeout`.
  Timers withAuthTimeout(Duration other) {
    return new Timers(other, pingInterval, maxPingsOut, writeDeadline);
  }

  private static void requirePositive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(name + " is greater than zero, got " + value);
    }
  }
}
