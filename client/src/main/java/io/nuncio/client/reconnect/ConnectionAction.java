package io.nuncio.client.reconnect;

import io.nuncio.client.transport.ServerAddress;

/// What is to be done after an event.
public sealed interface ConnectionAction {
  /// Try this server; [ConnectionEvent.Opened] or [ConnectionEvent.Failed] follows.
  record Attempt(ServerAddress server) implements ConnectionAction {}

  /// Wait; [ConnectionEvent.Waited] follows.
  ///
  /// @param round how often all servers have been tried in vain
  record Wait(int round) implements ConnectionAction {}

  /// Tell the server of every subscription, and let the messages go that waited.
  record Resume() implements ConnectionAction {}

  /// Tell the application.
  record Announce(Notice notice) implements ConnectionAction {}

  /// Close: there is no server left to try.
  record GiveUp() implements ConnectionAction {}

  /// What an application is told of.
  enum Notice {
    CONNECTED,
    DISCONNECTED,
    RECONNECTED,
    RESUBSCRIBED,
    DISCOVERED_SERVERS
  }
}
