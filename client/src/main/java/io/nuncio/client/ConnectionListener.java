package io.nuncio.client;

import org.jspecify.annotations.Nullable;

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

    /// The event in words as a log would have it.
    public String getNatsEvent() {
      return toString();
    }

    /// Whether it is about the connection itself, and not about something that the server said.
    public boolean isConnectionEvent() {
      return switch (this) {
        case CONNECTED, CLOSED, DISCONNECTED, RECONNECTED -> true;
        case RESUBSCRIBED, DISCOVERED_SERVERS, LAME_DUCK -> false;
      };
    }

    @Override
    public String toString() {
      return "nats: connection " + event;
    }
  }

  /// Something happened to `connection`.
  void connectionEvent(Connection connection, Events type);

  /// The same, and when and with which server; calls the other method unless it is overridden.
  ///
  /// @param millis since 1970
  /// @param url of the server, without what proves who the client is; null for none
  default void connectionEvent(
      Connection connection, Events type, Long millis, @Nullable String url) {
    connectionEvent(connection, type);
  }
}
