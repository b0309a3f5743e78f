package io.nuncio.app;

import io.nuncio.server.events.Level;
import io.nuncio.server.events.ServerEvent;
import io.nuncio.server.events.Traffic;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/// Events as JSON objects, such as
/// `{"time":"2026-11-21T18:31:29.251847Z","event":"reload_refused","reasons":["…"]}`. Times are in
/// UTC.
final class AuditFormat {
  private final StringBuilder out = new StringBuilder(256);

  private AuditFormat(Instant time, String event) {
    LogJson.appendTime(time, ZoneOffset.UTC, out.append("{\"time\":\""));
    out.append("\",\"event\":\"").append(event).append('"');
  }

  /// The object, without a line break.
  static String text(ServerEvent event) {
    return switch (event) {
      case ServerEvent.ClientAdmitted(Instant time, var client) ->
          new AuditFormat(time, "client_admitted").client(client).end();
      case ServerEvent.ClientGone(
              Instant time,
              var client,
              String reason,
              var stayed,
              var traffic) ->
          new AuditFormat(time, "client_gone")
              .client(client)
              .field("reason", reason)
              .field("stayed_ms", stayed.toMillis())
              .traffic(traffic)
              .end();
      case ServerEvent.ClientRefused(Instant time, var client, String reason, var delay) ->
          new AuditFormat(time, "client_refused")
              .client(client)
              .field("reason", reason)
              .field("delay_ms", delay.toMillis())
              .end();
      case ServerEvent.SlowConsumer(Instant time, var client, String reason, long pendingBytes) ->
          new AuditFormat(time, "slow_consumer")
              .client(client)
              .field("reason", reason)
              .field("pending_bytes", pendingBytes)
              .end();
      case ServerEvent.Reloaded(Instant time, List<String> changes) ->
          new AuditFormat(time, "reloaded").field("changes", changes).end();
      case ServerEvent.ReloadRefused(Instant time, List<String> reasons) ->
          new AuditFormat(time, "reload_refused").field("reasons", reasons).end();
    };
  }

  /// Says that events are missing.
  static LogLine dropped(Instant now, long missing) {
    String text = new AuditFormat(now, "dropped").field("count", missing).end();
    return new LogLine(now, Level.WARN, text);
  }

  private AuditFormat client(ServerEvent.Client client) {
    out.append(",\"client\":{\"id\":").append(client.id());
    field("ip", client.ip());
    field("port", client.port());
    field("name", client.name());
    field("lang", client.lang());
    field("version", client.version());
    field("account", client.account());
    field("user", client.user());
    out.append('}');
    return this;
  }

  private AuditFormat traffic(Traffic traffic) {
    return field("in_msgs", traffic.inMessages())
        .field("in_bytes", traffic.inBytes())
        .field("out_msgs", traffic.outMessages())
        .field("out_bytes", traffic.outBytes());
  }

  private AuditFormat field(String name, String value) {
    LogJson.appendQuoted(value, key(name));
    return this;
  }

  private AuditFormat field(String name, long value) {
    key(name).append(value);
    return this;
  }

  private AuditFormat field(String name, List<String> values) {
    key(name).append('[');
    for (int i = 0; i < values.size(); i++) {
      LogJson.appendQuoted(values.get(i), i == 0 ? out : out.append(','));
    }
    out.append(']');
    return this;
  }

  private StringBuilder key(String name) {
    return out.append(",\"").append(name).append("\":");
  }

  private String end() {
    return out.append('}').toString();
  }
}
