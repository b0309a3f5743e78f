package io.nuncio.monitoring;

import io.nuncio.server.snapshot.ConnectionSnapshot;
import io.nuncio.server.snapshot.ServerSnapshot;
import io.nuncio.server.snapshot.Snapshots;
import io.nuncio.server.snapshot.SubscriptionSnapshot;
import io.nuncio.wire.Subjects;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// `/subsz`: how subscriptions are found, and in pages what they are.
final class Subsz {
  private final Snapshots snapshots;
  private final boolean list;
  private final Page page;
  private final String test;
  private final String account;

  /// @throws RefusedException if the request cannot be understood
  Subsz(Snapshots snapshots, Query query) {
    this.snapshots = snapshots;
    this.list = query.flag("subs");
    this.page = Page.of(query);
    this.test = query.text("test");
    this.account = query.text("acc");
    if (!test.isEmpty() && !isLiteral(test)) {
      String quoted = Query.quoted(test);
      throw RefusedException.bad(
          "invalid test subject, must be valid publish subject: "
              + quoted.substring(1, quoted.length() - 1));
    }
  }

  private static boolean isLiteral(String subject) {
    byte[] bytes = subject.getBytes(StandardCharsets.UTF_8);
    return Subjects.isLiteral(bytes, 0, bytes.length);
  }

  /// @throws io.nuncio.server.snapshot.SnapshotException if the server does not answer
  void write(Document document) {
    ServerSnapshot server = snapshots.server();
    boolean known = account.isEmpty() || account.equals(server.identity().account());
    document.field("server_id", server.identity().id()).field("now", server.now());
    if (known) {
      statistics(server, document);
    } else {
      noStatistics(document);
    }
    if (!list || !known) {
      tail(0, document).end();
    } else if (test.isEmpty()) {
      writeAll(document);
    } else {
      List<SubscriptionSnapshot> found = snapshots.receivers(server.identity().account(), test);
      writePart(
          found.subList(page.from(found.size()), page.to(found.size())), found.size(), document);
    }
  }

  /// How the server finds the subscriptions for a message.
  static void statistics(ServerSnapshot server, Document document) {
    ServerSnapshot.Routing routing = server.routing();
    long matches = routing.hits() + routing.misses();
    document
        .field("num_subscriptions", server.subscriptions())
        .field("num_cache", routing.cached())
        .field("num_inserts", routing.inserts())
        .field("num_removes", routing.removes())
        .field("num_matches", matches)
        .field("cache_hit_rate", matches == 0 ? 0.0 : (double) routing.hits() / matches)
        .field("max_fanout", routing.maxFanOut())
        .field("avg_fanout", routing.averageFanOut());
  }

  private static void noStatistics(Document document) {
    document
        .field("num_subscriptions", 0)
        .field("num_cache", 0)
        .field("num_inserts", 0)
        .field("num_removes", 0)
        .field("num_matches", 0)
        .field("cache_hit_rate", 0)
        .field("max_fanout", 0)
        .field("avg_fanout", 0);
  }

  private Document tail(int total, Document document) {
    return document
        .field("total", total)
        .field("offset", page.offset())
        .field("limit", page.limit());
  }

  private void writePart(List<SubscriptionSnapshot> part, int total, Document document) {
    tail(total, document);
    if (!part.isEmpty()) {
      document.list("subscriptions_list");
      part.forEach(each -> Subscriptions.withAccount(each, document));
      document.end();
    }
    document.end();
  }

  /// Clients before the page are passed over by the numbers of their subscriptions, and those of
  /// the others are fetched a few at a time.
  private void writeAll(Document document) {
    List<ConnectionSnapshot> clients = new ArrayList<>(snapshots.connections());
    clients.sort((a, b) -> Long.compareUnsigned(a.client().id(), b.client().id()));
    int total = 0;
    for (ConnectionSnapshot each : clients) {
      total = (int) Math.min(Integer.MAX_VALUE, (long) total + each.subscriptions());
    }
    tail(total, document);
    int from = page.from(total);
    int to = page.to(total);
    if (from < to) {
      document.list("subscriptions_list");
      writeRange(clients, from, to, document);
      document.end();
    }
    document.end();
  }

  private void writeRange(List<ConnectionSnapshot> clients, int from, int to, Document document) {
    List<ConnectionSnapshot> wanted = new ArrayList<>();
    int before = 0;
    int end = 0;
    for (ConnectionSnapshot each : clients) {
      int start = end;
      end += each.subscriptions();
      if (end <= from) {
        before = end;
      } else if (start < to) {
        wanted.add(each);
      }
    }
    int at = before;
    for (List<ConnectionSnapshot> batch : Subscriptions.batches(wanted)) {
      Map<Long, List<SubscriptionSnapshot>> found = Subscriptions.of(batch, snapshots);
      for (ConnectionSnapshot client : batch) {
        for (SubscriptionSnapshot each : found.getOrDefault(client.client().id(), List.of())) {
          if (at >= from && at < to) {
            Subscriptions.withAccount(each, document);
          }
          at++;
        }
      }
    }
  }
}
