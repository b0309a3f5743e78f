package io.nuncio.server.session;

import io.nuncio.server.connection.ConnectionHandler;

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

  /// Sends the client away, because there are too many.
  void refuseConnection();

  /// Tells the client, if it can understand, to look for another server.
  void announceLameDuck();
}
