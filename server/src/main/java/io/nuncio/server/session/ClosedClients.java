package io.nuncio.server.session;

import io.nuncio.server.snapshot.ConnectionSnapshot;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The clients that left last. Safe from any thread; a leaf.
public final class ClosedClients {
  private final Deque<ConnectionSnapshot> clients = new ArrayDeque<>();

  /// Remembers nobody yet.
  ClosedClients() {}

  /// Remembers `client`, and forgets the ones before the last `most`.
  synchronized void add(ConnectionSnapshot client, int most) {
    clients.addLast(client);
    while (clients.size() > most) {
      clients.removeFirst();
    }
  }

  /// All that are remembered, the latest last.
  public synchronized List<ConnectionSnapshot> all() {
    return List.copyOf(clients);
  }
}
