package io.nuncio.server.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.wire.JsonText;
import io.nuncio.wire.JsonWriter;
import io.nuncio.wire.ServerInfo;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// The way of one message through this server, written down as it goes. Confined to the loop of the
/// message's publisher.
///
/// Source: ADR-41 of NATS; the fields and their order are those of nats-server 2.15.2.
public final class TraceEvent {
  /// Kind of a connection: a client's.
  private static final int CLIENT = 0;

  private final InstantSource clock;
  private final String request;
  private final JsonWriter ingress;
  private final StringBuilder egresses = new StringBuilder();

  /// A message that has just come in.
  ///
  /// @param bytes of header block and payload together
  public TraceEvent(
      InstantSource clock, TraceRequest request, int bytes, Peer publisher, String subject) {
    this.clock = clock;
    this.request =
        new JsonWriter()
            .fieldOfJson("header", json(request.headers()))
            .field("msgsize", bytes)
            .toString();
    this.ingress = step("in", publisher).field("acc", publisher.account()).field("subj", subject);
  }

  /// A client on the message's way.
  ///
  /// @param name what it calls itself; may be empty
  public record Peer(long clientId, String name, String account) {}

  private JsonWriter step(String type, Peer peer) {
    return new JsonWriter()
        .field("type", type)
        .field("ts", clock.instant().toString())
        .field("kind", CLIENT)
        .field("cid", peer.clientId())
        .fieldIfNotEmpty("name", peer.name());
  }

  private static String json(Map<String, List<String>> headers) {
    StringBuilder json = new StringBuilder("{");
    headers.forEach((name, values) -> {
      JsonText.quote(name, json.length() > 1 ? json.append(',') : json);
      String before = ":[";
      for (String value : values) {
        JsonText.quote(value, json.append(before));
        before = ",";
      }
      json.append(']');
    });
    return json.append('}').toString();
  }

  /// The message went no further than here.
  ///
  /// @param error what its publisher was told
  public void refused(String error) {
    ingress.field("error", error);
  }

  /// The message came to a subscription.
  ///
  /// @param queueGroup may be empty
  /// @param error why it was not delivered; empty if it was
  public void reached(Peer subscriber, String subjectFilter, String queueGroup, String error) {
    egresses
        .append(',')
        .append(
            step("eg", subscriber)
                .field("sub", subjectFilter)
                .fieldIfNotEmpty("queue", queueGroup)
                .fieldIfNotEmpty("error", error));
  }

  /// The event as JSON.
  ///
  /// @param sequence how many events this server has sent, with this one
  public byte[] toBytes(ServerInfo server, long sequence) {
    Instant now = clock.instant();
    JsonWriter from =
        new JsonWriter()
            .field("name", server.serverName())
            .field("host", server.host())
            .field("id", server.serverId())
            .field("ver", server.version())
            .field("jetstream", false)
            .field("flags", 0)
            .field("seq", sequence)
            .field("time", now.toString());
    return new JsonWriter()
        .fieldOfJson("server", from.toString())
        .fieldOfJson("request", request)
        .fieldOfJson("events", "[" + ingress + egresses + "]")
        .toString()
        .getBytes(UTF_8);
  }
}
