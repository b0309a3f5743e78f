package io.nuncio.server.snapshot;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Takes snapshots of a running server. Safe from any thread but an event loop: each call waits for
/// the loops, which answer between messages, a few hundred clients at a time, so that no message
/// waits for long.
///
/// What is counted while a snapshot is taken may be in it or not.
public interface Snapshots {
  /// The server as a whole.
  ///
  /// @throws SnapshotException if the loops do not answer
  ServerSnapshot server();

  /// The clients that are connected, in no order.
  ///
  /// @throws SnapshotException if the loops do not answer
  List<ConnectionSnapshot> connections();

  /// The clients that have gone, the latest last; as many as `max_closed_clients` lets the server
  /// remember.
  List<ConnectionSnapshot> closedConnections();

  /// What the clients with these numbers are subscribed to, as far as they are still there.
  ///
  /// @throws SnapshotException if the loops do not answer
  Map<Long, List<SubscriptionSnapshot>> subscriptions(Set<Long> clientIds);

  /// Who would receive a message.
  ///
  /// @param subject without wildcards
  List<SubscriptionSnapshot> receivers(String account, String subject);
}
