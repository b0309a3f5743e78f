package io.nuncio.server.session;

import io.nuncio.server.connection.ConnectionHandler;
import io.nuncio.server.snapshot.ConnectionSnapshot;
import io.nuncio.server.snapshot.SubscriptionSnapshot;
import java.util.List;

/// A client, as those see it who look after all of them.
public interface ConnectedClient extends ConnectionHandler {
  /// Goes on under settings that have changed, but for who is let in.
  ///
  /// @param before what they were
  void onReload(Settings before);

  /// Asks again whether this client is let in, by what decides now.
  ///
  /// @param done run when that is known, at once or later
  void recheck(Runnable done);

  /// The connection's number, unique in this server.
  long clientId();

  /// The client as it is now.
  ConnectionSnapshot snapshot();

  /// What the client is subscribed to now.
  List<SubscriptionSnapshot> subscriptions();

  /// Sends the client away, because there are too many.
  void refuseConnection();

  /// Tells the client, if it can understand, to look for another server.
  void announceLameDuck();
}
