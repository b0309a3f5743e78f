package io.nuncio.monitoring;

import io.nuncio.server.snapshot.ConnectionSnapshot;
import io.nuncio.server.snapshot.Snapshots;
import io.nuncio.server.snapshot.SubscriptionSnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Subscriptions as several endpoints show them.
final class Subscriptions {
  private static final int MOST_CLIENTS = 4096;
  private static final int MOST_SUBSCRIPTIONS = 20_000;

  private Subscriptions() {}

  /// Clients in their order, a few at a time: so many that their subscriptions are not too many to
  /// hold, but for a single client.
  static List<List<ConnectionSnapshot>> batches(List<ConnectionSnapshot> clients) {
    List<List<ConnectionSnapshot>> batches = new ArrayList<>();
    int from = 0;
    long subscriptions = 0;
    for (int i = 0; i < clients.size(); i++) {
      long more = subscriptions + clients.get(i).subscriptions();
      if (i > from && (more > MOST_SUBSCRIPTIONS || i - from == MOST_CLIENTS)) {
        batches.add(clients.subList(from, i));
        from = i;
        more = clients.get(i).subscriptions();
      }
      subscriptions = more;
    }
    if (from < clients.size()) {
      batches.add(clients.subList(from, clients.size()));
    }
    return batches;
  }

  /// What `clients` are subscribed to, by their numbers.
  static Map<Long, List<SubscriptionSnapshot>> of(
      List<ConnectionSnapshot> clients, Snapshots snapshots) {
    return snapshots.subscriptions(ids(clients));
  }

  static Set<Long> ids(List<ConnectionSnapshot> clients) {
    Set<Long> ids = new HashSet<>();
    clients.forEach(each -> ids.add(each.client().id()));
    return ids;
  }

  /// The field about those of one client.
  static void ofClient(List<SubscriptionSnapshot> all, Query.Detail detail, Document document) {
    if (all.isEmpty() || detail == Query.Detail.NONE) {
      return;
    }
    if (detail == Query.Detail.SUBJECTS) {
      document.list("subscriptions_list");
      all.forEach(each -> document.element(each.subject()));
    } else {
      document.list("subscriptions_list_detail");
      for (SubscriptionSnapshot each : all) {
        document.object();
        write(each, document);
        document.end();
      }
    }
    document.end();
  }

  /// One of a list in which those of all accounts stand.
  static void withAccount(SubscriptionSnapshot subscription, Document document) {
    document
        .object()
        .field("account", subscription.account())
        .field("account_tag", subscription.account());
    write(subscription, document);
    document.end();
  }

  private static void write(SubscriptionSnapshot subscription, Document document) {
    document
        .field("subject", subscription.subject())
        .fieldIfAny("qgroup", subscription.queueGroup())
        .field("sid", subscription.sid())
        .field("msgs", subscription.messages())
        .fieldIfAny("max", subscription.max())
        .field("cid", subscription.clientId());
  }
}
