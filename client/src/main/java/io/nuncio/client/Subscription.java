package io.nuncio.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Interest in a subject filter. Without a dispatcher its messages wait for [#nextMessage].
public interface Subscription extends Consumer {
  String getSubject();

  /// The queue group, or null.
  @Nullable String getQueueName();

  /// Who handles the messages, or null.
  @Nullable Dispatcher getDispatcher();

  /// Waits for a message.
  ///
  /// @param timeout zero for no limit
  /// @return null if none came in time
  /// @throws IllegalStateException if none can come any more, or a dispatcher takes them
  @Nullable Message nextMessage(Duration timeout) throws InterruptedException;

  /// The same, in milliseconds.
  @Nullable Message nextMessage(long timeoutMillis) throws InterruptedException;

  /// Ends the interest; what has arrived is forgotten.
  ///
  /// @throws IllegalStateException if it belongs to a dispatcher, which is to be asked then
  void unsubscribe();

  /// Ends the interest once `after` messages have come, counted from the beginning.
  ///
  /// @throws IllegalStateException if it belongs to a dispatcher, which is to be asked then
  Subscription unsubscribe(int after);
}
