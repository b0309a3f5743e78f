package io.nuncio.server.session;

import io.nuncio.server.connection.Connection;
import io.nuncio.server.events.Level;
import io.nuncio.server.transport.PeerAddress;
import org.jspecify.annotations.Nullable;

/// The first words to a client, and the choice of who listens to its answer.
public final class Greeting {
  private Greeting() {}

  /// Says who the server is, unless the client is to speak first, or a proxy, or both. No proxy
  /// stands before a client in this JVM.
  ///
  /// @param clientId the connection's number, unique in this server
  /// @param offer null if the connection cannot be encrypted
  /// @return who handles what the client says
  public static ConnectedClient greet(
      SessionContext context,
      SessionLane lane,
      Connection connection,
      long clientId,
      @Nullable TlsOffer offer) {
    PeerAddress peer = PeerAddress.of(connection.link());
    if (offer != null || (context.protocol().proxyProtocol() && !peer.isInProcess())) {
      ArrivingClient arriving = new ArrivingClient(context, lane, connection, clientId, offer);
      arriving.begin();
      return arriving;
    }
    new SessionLog(context.log(), peer.text(), clientId)
        .log(Level.DEBUG, "Client connection created");
    String nonce = context.authenticator().nonce();
    connection
        .outbox()
        .write(connection.output(), context.infoFor(peer).firstLine(clientId, peer.ip(), nonce));
    return new ClientSession(context, lane, connection, Arrival.inTheClear(clientId, peer, nonce));
  }
}
