package io.nuncio.monitoring;

import io.nuncio.server.events.Traffic;
import io.nuncio.server.snapshot.ServerSnapshot;

/// `/accountz` and `/accstatz`: the one account that there is.
final class Accounts {
  private final ServerSnapshot server;

  Accounts(ServerSnapshot server) {
    this.server = server;
  }

  /// @param account whose details are wanted; empty for a list of all
  /// @throws RefusedException if there is no such account
  void writeAccountz(String account, Document document) {
    String known = server.identity().account();
    if (!account.isEmpty() && !account.equals(known)) {
      String quoted = Query.quoted(account);
      throw RefusedException.bad(
          "Account " + quoted.substring(1, quoted.length() - 1) + " does not exist");
    }
    document.field("server_id", server.identity().id()).field("now", server.now());
    if (account.isEmpty()) {
      document.list("accounts").element(known).end();
    } else {
      writeDetail(known, document);
    }
    document.end();
  }

  private void writeDetail(String account, Document document) {
    document
        .object("account_detail")
        .field("account_name", account)
        .field("update_time", server.start())
        .field("expired", false)
        .field("complete", true)
        .field("jetstream_enabled", false)
        .field("leafnode_connections", 0)
        .field("client_connections", server.connections())
        .field("subscriptions", server.subscriptions())
        .field("name_tag", account)
        .object("sublist_stats");
    Subsz.statistics(server, document);
    document.end().end();
  }

  /// @param unused whether an account without connections is wanted, too
  void writeAccstatz(boolean unused, Document document) {
    document
        .field("server_id", server.identity().id())
        .field("now", server.now())
        .list("account_statz");
    if (unused || server.connections() > 0) {
      writeStatistics(document);
    }
    document.end().end();
  }

  private void writeStatistics(Document document) {
    String account = server.identity().account();
    Traffic traffic = server.traffic();
    document
        .object()
        .field("acc", account)
        .field("name", account)
        .field("conns", server.connections())
        .field("leafnodes", 0)
        .field("total_conns", server.connections())
        .field("num_subscriptions", server.subscriptions());
    writeTraffic("sent", traffic.outMessages(), traffic.outBytes(), document);
    writeTraffic("received", traffic.inMessages(), traffic.inBytes(), document);
    document.field("slow_consumers", Varz.slowConsumers(server)).end();
  }

  private static void writeTraffic(String name, long messages, long bytes, Document document) {
    document.object(name).field("msgs", messages).field("bytes", bytes);
    for (String kind : new String[] {"gateways", "routes", "leafs"}) {
      document.object(kind).field("msgs", 0).field("bytes", 0).end();
    }
    document.end();
  }
}
