package io.nuncio.client;

/// Receives the messages of a [Dispatcher], one after another; may block.
@FunctionalInterface
public interface MessageHandler {
  /// Handles a message.
  ///
  /// @throws InterruptedException if interrupted; the message counts as handled
  void onMessage(Message message) throws InterruptedException;
}
