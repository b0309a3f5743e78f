package io.nuncio.client;

import java.util.Collection;
import java.util.List;

/// Ends interest so that nothing is lost: the server is told, what it had sent before is awaited,
/// and then what has come is handled.
final class Draining {
  private final ClientConnection connection;

  Draining(ClientConnection connection) {
    this.connection = connection;
  }

  /// Drains everything that a connection has, all at the same time.
  ///
  /// @return whether all of it was done in time
  boolean everything(
      Collection<ClientDispatcher> dispatchers,
      List<ClientSubscription> subscriptions,
      Deadline deadline)
      throws InterruptedException {
    dispatchers.forEach(ClientDispatcher::takeNoMore);
    boolean done = endInterest(subscriptions, deadline);
    for (ClientDispatcher each : dispatchers) {
      done &= each.finish(deadline);
    }
    for (ClientSubscription each : subscriptions) {
      done &= each.awaitTaken(deadline);
    }
    boolean answersSent = connection.flushing().flushed(deadline.left());
    return done && answersSent;
  }

  /// Tells the server that nothing more is wanted, and waits until what it sent before is here.
  ///
  /// @return whether it is
  boolean endInterest(List<ClientSubscription> subscriptions, Deadline deadline)
      throws InterruptedException {
    subscriptions.forEach(ClientSubscription::announceEnd);
    boolean flushed = connection.flushing().flushed(deadline.left());
    subscriptions.forEach(ClientSubscription::end);
    return flushed;
  }
}
