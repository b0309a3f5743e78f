package io.nuncio.monitoring;

import io.nuncio.server.events.ServerEvent.Client;
import io.nuncio.server.events.Traffic;
import io.nuncio.server.snapshot.ConnectionSnapshot;
import io.nuncio.server.snapshot.ServerSnapshot;
import io.nuncio.server.snapshot.Snapshots;
import io.nuncio.server.snapshot.SubscriptionSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// `/connz`: the connections, sorted, and in pages.
final class Connz {
  private final Snapshots snapshots;
  private final Query query;
  private final ConnectionOrder order;
  private final boolean auth;
  private final Query.Detail detail;
  private final Page page;
  private final long cid;
  private final State state;

  /// Which connections are wanted.
  private enum State {
    OPEN,
    CLOSED,
    ALL
  }

  /// @throws RefusedException if the request cannot be understood
  Connz(Snapshots snapshots, Query query) {
    this.snapshots = snapshots;
    this.query = query;
    this.auth = query.flag("auth");
    this.detail = query.subscriptions();
    Page asked = Page.of(query);
    this.cid = query.unsigned("cid");
    this.state = state(query.text("state"));
    this.page = cid == 0 ? asked : asked.single();
    this.order = ConnectionOrder.of(query.text("sort"));
    if (order.needsClosed() && state != State.CLOSED) {
      throw RefusedException.bad(
          "sort by " + order.parameter() + " only valid on closed connections");
    }
  }

  private static State state(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "", "open" -> State.OPEN;
      case "closed" -> State.CLOSED;
      case "any", "all" -> State.ALL;
      default -> {
        String quoted = Query.quoted(text);
        throw RefusedException.bad(
            "Error decoding state for " + quoted.substring(1, quoted.length() - 1));
      }
    };
  }

  /// @throws io.nuncio.server.snapshot.SnapshotException if the server does not answer
  void write(Document document) {
    ServerSnapshot server = snapshots.server();
    List<ConnectionSnapshot> all = connections();
    List<ConnectionSnapshot> wanted = new ArrayList<>(all.size());
    for (ConnectionSnapshot each : all) {
      if (isWanted(each)) {
        wanted.add(each);
      }
    }
    order.sort(wanted, server.now());
    List<ConnectionSnapshot> shown =
        wanted.subList(page.from(wanted.size()), page.to(wanted.size()));
    document
        .field("server_id", server.identity().id())
        .field("now", server.now())
        .field("num_connections", shown.size())
        .field("total", all.size())
        .field("offset", page.offset())
        .field("limit", page.limit())
        .list("connections");
    for (List<ConnectionSnapshot> batch : Subscriptions.batches(shown)) {
      write(batch, server, document);
    }
    document.end().end();
  }

  /// Those of the state and the account that are asked for.
  private List<ConnectionSnapshot> connections() {
    List<ConnectionSnapshot> all = new ArrayList<>();
    if (state != State.CLOSED) {
      all.addAll(snapshots.connections());
    }
    if (state != State.OPEN) {
      List<ConnectionSnapshot> closed = snapshots.closedConnections();
      // Some may have gone since the first list was made.
      Set<Long> gone = Subscriptions.ids(closed);
      all.removeIf(each -> gone.contains(each.client().id()));
      all.addAll(closed);
    }
    String account = query.text("acc");
    if (!account.isEmpty()) {
      all.removeIf(each -> !each.client().account().equals(account));
    }
    return all;
  }

  private boolean isWanted(ConnectionSnapshot connection) {
    String user = query.text("user");
    return (cid == 0 || connection.client().id() == cid)
        && (user.isEmpty() || connection.client().user().equals(user))
        // No client speaks MQTT.
        && query.text("mqtt_client").isEmpty();
  }

  private void write(
      List<ConnectionSnapshot> connections, ServerSnapshot server, Document document) {
    Map<Long, List<SubscriptionSnapshot>> subscriptions =
        detail == Query.Detail.NONE ? Map.of() : Subscriptions.of(connections, snapshots);
    for (ConnectionSnapshot each : connections) {
      document.object();
      writeState(each, server.now(), document);
      writeClient(each, server, document);
      Subscriptions.ofClient(
          subscriptions.getOrDefault(each.client().id(), List.of()), detail, document);
      if (auth && each.closed() == null) {
        document.field("name_tag", each.client().account());
      }
      document.end();
    }
  }

  private static void writeState(ConnectionSnapshot connection, Instant now, Document document) {
    ConnectionSnapshot.Closed closed = connection.closed();
    Instant until = ConnectionOrder.until(connection, now);
    Traffic traffic = connection.traffic();
    document
        .field("cid", connection.client().id())
        .field("kind", "Client")
        .field("type", "nats")
        .field("ip", connection.client().ip())
        .field("port", connection.client().port())
        .field("start", connection.start())
        .field("last_activity", connection.lastActivity());
    if (closed != null) {
      document.field("stop", closed.stop()).field("reason", closed.reason());
    }
    document
        .field("rtt", GoText.roundTrip(connection.roundTrip()))
        .field("uptime", GoText.uptime(Duration.between(connection.start(), until)))
        .field("idle", GoText.uptime(Duration.between(connection.lastActivity(), until)))
        .field("pending_bytes", connection.pendingBytes())
        .field("in_msgs", traffic.inMessages())
        .field("out_msgs", traffic.outMessages())
        .field("in_bytes", traffic.inBytes())
        .field("out_bytes", traffic.outBytes())
        .fieldIfAny("stalls", connection.stalls())
        .field("subscriptions", connection.subscriptions());
  }

  private void writeClient(
      ConnectionSnapshot connection, ServerSnapshot server, Document document) {
    Client client = connection.client();
    document
        .fieldIfAny("name", client.name())
        .fieldIfAny("lang", client.lang())
        .fieldIfAny("version", client.version());
    Encryption.write(connection.tls(), auth && connection.closed() == null, document);
    if (auth) {
      document.fieldIfAny("authorized_user", client.user());
      if (!client.account().equals(server.identity().account())) {
        document.fieldIfAny("account", client.account());
      }
    }
  }
}
