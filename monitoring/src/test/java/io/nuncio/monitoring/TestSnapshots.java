package io.nuncio.monitoring;

import io.nuncio.config.ServerConfig;
import io.nuncio.server.events.ServerEvent.Client;
import io.nuncio.server.events.SystemCalls;
import io.nuncio.server.events.Traffic;
import io.nuncio.server.snapshot.ConnectionSnapshot;
import io.nuncio.server.snapshot.ServerSnapshot;
import io.nuncio.server.snapshot.SnapshotException;
import io.nuncio.server.snapshot.Snapshots;
import io.nuncio.server.snapshot.SubscriptionSnapshot;
import io.nuncio.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A server that stands still, made of plain records.
final class TestSnapshots implements Snapshots {
  static final Instant START = ManualClock.START;
  static final Instant NOW = START.plusSeconds(90);

  final List<ConnectionSnapshot> open = new ArrayList<>();
  final List<ConnectionSnapshot> closed = new ArrayList<>();
  final Map<Long, List<SubscriptionSnapshot>> subscriptions = new HashMap<>();
  final List<Integer> askedAtOnce = new ArrayList<>();
  ServerConfig config = ServerConfig.defaults();
  String name = "s1";
  @Nullable Instant certificateNotAfter;
  boolean stuck;

  /// A client with `subscriptions` subscriptions; what it sent and got grows with its number.
  TestSnapshots client(long id, int subscriptionCount) {
    List<SubscriptionSnapshot> held = new ArrayList<>();
    for (int i = 1; i <= subscriptionCount; i++) {
      held.add(new SubscriptionSnapshot(id, "$G", "s." + id + "." + i, "", "" + i, 0, 0));
    }
    subscriptions.put(id, held);
    open.add(connection(id, subscriptionCount));
    return this;
  }

  static ConnectionSnapshot connection(long id, int subscriptionCount) {
    return new ConnectionSnapshot(
        new Client(id, "127.0.0.1", 5000, "c" + id, "java", "1", "$G", "joe"),
        START.plusSeconds(id),
        START.plusSeconds(2 * id),
        Duration.ofNanos(544_321 * id),
        0,
        new Traffic(id, 2 * id, 3 * id, 4 * id),
        0,
        subscriptionCount,
        null,
        null);
  }

  @Override
  public ServerSnapshot server() {
    if (stuck) {
      throw new SnapshotException("stuck");
    }
    return new ServerSnapshot(
        new ServerSnapshot.Identity("NID", name, "2.15.2", "nuncio/java-25", "0.0.0.0", 4222, "$G"),
        config,
        false,
        certificateNotAfter,
        START,
        START,
        NOW,
        open.size(),
        7,
        open.stream().mapToInt(ConnectionSnapshot::subscriptions).sum(),
        new Traffic(10, 20, 30, 40),
        new ServerSnapshot.Troubles(1, 2, 3, 4, 5, 6, 7, 8),
        new ServerSnapshot.Routing(4, 9, 2, 3, 1, 5, 1.25),
        new ServerSnapshot.Memory(11, 1000),
        List.of(
            new ServerSnapshot.Loop(
                0, open.size(), new Traffic(10, 20, 30, 40), new SystemCalls(7, 5, 3, 1))));
  }

  @Override
  public List<ConnectionSnapshot> connections() {
    return List.copyOf(open);
  }

  @Override
  public List<ConnectionSnapshot> closedConnections() {
    return List.copyOf(closed);
  }

  @Override
  public Map<Long, List<SubscriptionSnapshot>> subscriptions(Set<Long> clientIds) {
    askedAtOnce.add(clientIds.size());
    Map<Long, List<SubscriptionSnapshot>> found = new HashMap<>(subscriptions);
    found.keySet().retainAll(clientIds);
    return found;
  }

  @Override
  public List<SubscriptionSnapshot> receivers(String account, String subject) {
    return subscriptions.values().stream()
        .flatMap(List::stream)
        .filter(each -> each.subject().equals(subject))
        .toList();
  }
}
