package io.nuncio.client;

/// Hands the messages of its subscriptions to handlers, one after another in the order of their
/// arrival. Handlers of different dispatchers run at the same time.
public interface Dispatcher extends Consumer {
  /// Subscribes with the handler that the dispatcher was created with; does nothing the second
  /// time.
  ///
  /// @throws IllegalStateException if there is no such handler, or the dispatcher is closed
  Dispatcher subscribe(String subject);

  /// The same, as a member of a queue group.
  Dispatcher subscribe(String subject, String queueName);

  /// Subscribes with another handler.
  Subscription subscribe(String subject, MessageHandler handler);

  /// The same, as a member of a queue group.
  Subscription subscribe(String subject, String queueName, MessageHandler handler);

  /// Ends the interest of [#subscribe(String)].
  Dispatcher unsubscribe(String subject);

  /// Ends the interest of one of this dispatcher's subscriptions.
  Dispatcher unsubscribe(Subscription subscription);

  /// Ends the interest of [#subscribe(String)] once `after` messages have come.
  Dispatcher unsubscribe(String subject, int after);

  /// Ends the interest of a subscription once `after` messages have come.
  Dispatcher unsubscribe(Subscription subscription, int after);
}
