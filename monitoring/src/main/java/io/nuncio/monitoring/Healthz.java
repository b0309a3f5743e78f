package io.nuncio.monitoring;

import io.nuncio.server.snapshot.SnapshotException;
import io.nuncio.server.snapshot.Snapshots;
import io.nuncio.wire.JsonText;

/// `/healthz`: whether the server does its work, in one line.
///
/// Says so without an entry in the log: whoever asks, asks often.
final class Healthz {
  private final Snapshots snapshots;
  private final boolean accepting;

  /// A status and what is said beside it.
  record Health(int status, String json) {}

  /// @param accepting whether the server takes new clients
  Healthz(Snapshots snapshots, boolean accepting) {
    this.snapshots = snapshots;
    this.accepting = accepting;
  }

  /// @throws RefusedException if the request cannot be understood
  Health check(Query query) {
    for (String flag :
        new String[] {"js-enabled", "js-enabled-only", "js-server-only", "js-meta-only"}) {
      query.flag(flag);
    }
    boolean details = query.flag("details");
    if (query.text("account").isEmpty() && !query.text("stream").isEmpty()) {
      return bad(details, "\"account\" must not be empty when checking stream health");
    }
    if (query.text("stream").isEmpty() && !query.text("consumer").isEmpty()) {
      return bad(details, "\"stream\" must not be empty when checking consumer health");
    }
    if (!accepting) {
      String error = "failed to be ready for connections after 1ms: server";
      return new Health(500, json("error", details, "CONNECTION", error));
    }
    try {
      snapshots.server();
      return new Health(200, "{\"status\":\"ok\"}");
    } catch (SnapshotException stuck) {
      String error = String.valueOf(stuck.getMessage());
      String status = details ? "error" : "unavailable";
      return new Health(503, json(status, details, "CONNECTION", error));
    }
  }

  private static Health bad(boolean details, String error) {
    return new Health(400, json("error", details, "BAD_REQUEST", error));
  }

  private static String json(String status, boolean details, String type, String error) {
    var text = new StringBuilder("{\"status\":\"").append(status).append("\",");
    if (details) {
      text.append("\"errors\":[{\"type\":\"").append(type).append("\",\"error\":");
    } else {
      text.append("\"error\":");
    }
    JsonText.quote(error, text);
    return text.append(details ? "}]}" : "}").toString();
  }
}
