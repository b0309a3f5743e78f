package io.nuncio.server.session;

import io.nuncio.server.connection.Connection;
import io.nuncio.server.events.Level;
import io.nuncio.server.transport.PeerAddress;

/// The first words to a client, and the choice of who listens to its answer.
public final class Greeting {
  private Greeting() {}

  /// Says who the server is and, unless a proxy may still tell otherwise, where the client is.
  ///
  /// @param clientId the connection's number, unique in this server
  /// @return who handles what the client says
  public static ConnectedClient greet(
      SessionContext context, SessionLane lane, Connection connection, long clientId) {
    PeerAddress peer = PeerAddress.of(connection.link());
    boolean perhapsProxied = context.protocol().proxyProtocol();
    new SessionLog(context.log(), peer.text(), clientId)
        .log(Level.DEBUG, "Client connection created");
    String nonce = context.authenticator().nonce();
    Greeted greeted = new Greeted(clientId, peer, nonce);
    connection
        .outbox()
        .write(
            connection.output(),
            context.info().firstLine(clientId, perhapsProxied ? "" : peer.ip(), nonce));
    return perhapsProxied
        ? new ProxiedClient(context, lane, connection, greeted)
        : new ClientSession(context, lane, connection, greeted);
  }
}
