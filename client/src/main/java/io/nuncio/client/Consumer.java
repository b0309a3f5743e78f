package io.nuncio.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// Something that messages wait for: a [Subscription] or a [Dispatcher]. Messages beyond the
/// pending limits are dropped and counted.
public interface Consumer {
  /// How many messages may wait unless something else is set.
  long DEFAULT_MAX_MESSAGES = 512 * 1024;

  /// How many bytes may wait unless something else is set.
  long DEFAULT_MAX_BYTES = 64 * 1024 * 1024;

  /// Sets how much may wait, from the next message on.
  ///
  /// @param maxMessages zero or less for any number
  /// @param maxBytes zero or less for any number
  void setPendingLimits(long maxMessages, long maxBytes);

  long getPendingMessageLimit();

  long getPendingByteLimit();

  long getPendingMessageCount();

  long getPendingByteCount();

  /// How many messages have been handed to the application.
  long getDeliveredCount();

  /// How many messages did not fit.
  long getDroppedCount();

  /// Sets the count of dropped messages to zero.
  void clearDroppedCount();

  /// Whether messages may still come.
  boolean isActive();

  /// Unsubscribes, and lets what has arrived be handled.
  ///
  /// @param timeout zero or less for no limit
  /// @return completes with whether all was handled in time
  CompletableFuture<Boolean> drain(Duration timeout) throws InterruptedException;
}
