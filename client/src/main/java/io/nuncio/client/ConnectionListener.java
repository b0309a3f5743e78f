package io.nuncio.client;

/// Told what becomes of a connection: one event after another, on a thread where it may block.
@FunctionalInterface
public interface ConnectionListener {
  /// What can happen.
  enum Events {
    /// The first server accepted the client.
    CONNECTED("opened"),
    /// The connection is over and will not come back.
    CLOSED("closed"),
    /// The connection broke.
    DISCONNECTED("disconnected"),
    /// A server accepted the client again.
    RECONNECTED("reconnected"),
    /// After [#RECONNECTED]: the server was told of all subscriptions.
    RESUBSCRIBED("subscriptions re-established"),
    /// The server named others.
    DISCOVERED_SERVERS("discovered servers"),
    /// The server will end soon.
    LAME_DUCK("lame duck mode");

    private final String event;

    Events(String event) {
      this.event = event;
    }

    /// The event in words.
    public String getEvent() {
      return event;
    }

    @Override
    public String toString() {
      return "nats: connection " + event;
    }
  }

  /// Something happened to `connection`.
  void connectionEvent(Connection connection, Events type);
}
