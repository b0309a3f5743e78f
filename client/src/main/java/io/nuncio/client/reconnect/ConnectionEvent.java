package io.nuncio.client.reconnect;

import io.nuncio.client.transport.ServerAddress;
import java.util.List;

/// What can happen to a connection.
public sealed interface ConnectionEvent {
  /// The application wants it.
  record Started() implements ConnectionEvent {}

  /// The server that was tried has accepted the client.
  record Opened() implements ConnectionEvent {}

  /// The server that was tried is not there, or does not want the client.
  ///
  /// @param refused whether it refused what the client says of who it is
  record Failed(boolean refused) implements ConnectionEvent {}

  /// The connection broke.
  record Lost() implements ConnectionEvent {}

  /// It was waited as long as an [ConnectionAction.Wait] said.
  record Waited() implements ConnectionEvent {}

  /// The server named others.
  record Discovered(List<ServerAddress> servers) implements ConnectionEvent {
    /// Copies the list.
    public Discovered {
      servers = List.copyOf(servers);
    }
  }

  /// The application wants it no more.
  record Ended() implements ConnectionEvent {}
}
