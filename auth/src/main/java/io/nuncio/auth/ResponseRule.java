package io.nuncio.auth;

import java.time.Duration;

/// How far a client may answer requests that it received on subjects that it may not publish to.
///
/// @param maxMessages how many answers to each request; negative for any number
/// @param expires how long after the request; negative for ever
public record ResponseRule(int maxMessages, Duration expires) {
  /// How many answers there may be if nothing else is said.
  public static final int DEFAULT_MAX_MESSAGES = 1;

  /// How long an answer may take if nothing else is said.
  public static final Duration DEFAULT_EXPIRES = Duration.ofMinutes(2);

  /// One answer within two minutes.
  public static ResponseRule defaults() {
    return new ResponseRule(DEFAULT_MAX_MESSAGES, DEFAULT_EXPIRES);
  }

  /// @throws IllegalArgumentException if one of them is zero
  public ResponseRule {
    if (maxMessages == 0 || expires.isZero()) {
      throw new IllegalArgumentException("no answer at all would be allowed");
    }
  }

  /// Whether there is a limit to the number of answers.
  public boolean isCounted() {
    return maxMessages > 0;
  }

  /// Whether there is a limit to the time of answers.
  public boolean isTimed() {
    return expires.isPositive();
  }
}
