package io.nuncio.monitoring;

import io.nuncio.server.snapshot.ServerSnapshot;

/// What is not built yet: answered as by a nats-server that was not told to use it.
final class Unbuilt {
  private static final String[] JETSTREAM_FLAGS = {
    "accounts", "streams", "consumers", "direct-consumers", "config"
  };

  private final ServerSnapshot server;

  Unbuilt(ServerSnapshot server) {
    this.server = server;
  }

  /// `/routez`.
  void writeRoutez(Query query, Document document) {
    query.subscriptions();
    document
        .field("server_id", server.identity().id())
        .field("server_name", server.identity().name())
        .field("now", server.now())
        .field("num_routes", 0)
        .list("routes")
        .end()
        .end();
  }

  /// `/leafz`.
  void writeLeafz(Query query, Document document) {
    query.flag("subs");
    begin(document).field("leafnodes", 0).list("leafs").end().end();
  }

  /// `/gatewayz`.
  void writeGatewayz(Query query, Document document) {
    query.subscriptions();
    query.flag("accs");
    begin(document).object("outbound_gateways").end().object("inbound_gateways").end().end();
  }

  /// `/jsz`.
  ///
  /// @throws RefusedException if the request cannot be understood, or wants a leader only
  void writeJsz(Query query, Document document) {
    for (String flag : JETSTREAM_FLAGS) {
      query.flag(flag);
    }
    query.number("offset");
    query.number("limit");
    boolean leaderOnly = query.flag("leader-only");
    query.flag("raft");
    query.flag("stream-leader-only");
    if (leaderOnly) {
      throw RefusedException.bad("filtered response: not leader");
    }
    writeNoStorage(document);
    begin(document)
        .field("disabled", true)
        .object("config")
        .field("max_memory", 0)
        .field("max_storage", 0)
        .end()
        .field("streams", 0)
        .field("consumers", 0)
        .field("messages", 0)
        .field("bytes", 0)
        .field("total", 0)
        .end();
  }

  private static void writeNoStorage(Document document) {
    document
        .field("memory", 0)
        .field("storage", 0)
        .field("reserved_memory", 0)
        .field("reserved_storage", 0)
        .field("accounts", 0)
        .field("ha_assets", 0)
        .object("api")
        .field("level", 0)
        .field("total", 0)
        .field("errors", 0)
        .end();
  }

  private Document begin(Document document) {
    return document.field("server_id", server.identity().id()).field("now", server.now());
  }
}
