package io.nuncio.server.session;

import io.nuncio.auth.AuthorizedUser;
import java.util.HashMap;
import java.util.Map;

/// How many clients are connected as each of those users that may not be connected any number of
/// times. Safe from any thread; a leaf.
final class Holders {
  private final Map<String, Integer> connectionsByLabel = new HashMap<>();

  /// A client that was connected as `before` is as `now`, unless too many are.
  ///
  /// @return false if too many are: then the client is not counted any more
  boolean exchange(AuthorizedUser before, AuthorizedUser now) {
    if (before.maxConnections() == 0 && now.maxConnections() == 0) {
      return true;
    }
    synchronized (this) {
      leave(before);
      if (now.maxConnections() == 0) {
        return true;
      }
      int connections = connectionsByLabel.getOrDefault(now.label(), 0);
      if (connections >= now.maxConnections()) {
        return false;
      }
      connectionsByLabel.put(now.label(), connections + 1);
      return true;
    }
  }

  /// A client that was connected as `before` has gone.
  synchronized void leave(AuthorizedUser before) {
    if (before.maxConnections() > 0) {
      connectionsByLabel.computeIfPresent(
          before.label(), (label, connections) -> connections == 1 ? null : connections - 1);
    }
  }
}
