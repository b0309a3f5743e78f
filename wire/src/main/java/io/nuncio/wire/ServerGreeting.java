package io.nuncio.wire;

import java.util.ArrayList;
import java.util.List;

/// What a client learns from a server's `INFO`; empty, zero or false where the server says nothing.
///
/// Source: <https://docs.nats.io/reference/reference-protocols/nats-protocol#info>.
///
/// @param identity who the server is
/// @param address the host it names for itself, which need not be the one connected to
/// @param limits what it takes and demands
/// @param you what it says of the client
/// @param nonce what a client with a key signs
/// @param connectUrls other servers of the cluster, as `host:port`
/// @param lameDuck whether it will end soon
/// @param jetStream whether it stores messages
public record ServerGreeting(
    Identity identity,
    Address address,
    Limits limits,
    You you,
    String nonce,
    List<String> connectUrls,
    boolean lameDuck,
    boolean jetStream) {
  private static final int MOST_URLS = 4_096;

  /// Who the server is.
  public record Identity(
      String id, String name, String version, String go, String cluster, int protocol) {}

  /// Where it says that it listens.
  public record Address(String host, int port) {}

  /// What it takes and demands.
  public record Limits(
      boolean headers,
      boolean authRequired,
      boolean tlsRequired,
      boolean tlsAvailable,
      long maxPayloadBytes) {}

  /// What it says of the client.
  public record You(long clientId, String clientIp) {}

  /// Before anything was said.
  public static final ServerGreeting NONE = new Parsing().done();

  /// Copies the list.
  public ServerGreeting {
    connectUrls = List.copyOf(connectUrls);
  }

  /// Reads `json[from, to)`; unknown keys are skipped, `null` counts as absent.
  ///
  /// @throws JsonException if it is not one JSON object, or a value has the wrong type
  public static ServerGreeting parse(byte[] json, int from, int to) throws JsonException {
    Parsing greeting = new Parsing();
    JsonReader reader = new JsonReader(json, from, to);
    reader.beginObject();
    for (String key = reader.nextKey(); key != null; key = reader.nextKey()) {
      if (!reader.skipNull()) {
        greeting.set(key, reader);
      }
    }
    reader.end();
    return greeting.done();
  }

  /// The greeting while it is read.
  private static final class Parsing {
    private String id = "";
    private String name = "";
    private String version = "";
    private String go = "";
    private String cluster = "";
    private long protocol;
    private String host = "";
    private long port;
    private boolean headers;
    private boolean authRequired;
    private boolean tlsRequired;
    private boolean tlsAvailable;
    private long maxPayloadBytes;
    private long clientId;
    private String clientIp = "";
    private String nonce = "";
    private final List<String> connectUrls = new ArrayList<>();
    private boolean lameDuck;
    private boolean jetStream;

    void set(String key, JsonReader value) throws JsonException {
      switch (key) {
        case "server_id" -> id = value.string();
        case "server_name" -> name = value.string();
        case "version" -> version = value.string();
        case "go" -> go = value.string();
        case "cluster" -> cluster = value.string();
        case "proto" -> protocol = value.integer();
        case "host" -> host = value.string();
        case "port" -> port = value.integer();
        case "headers" -> headers = value.bool();
        case "auth_required" -> authRequired = value.bool();
        case "tls_required" -> tlsRequired = value.bool();
        case "tls_available" -> tlsAvailable = value.bool();
        case "max_payload" -> maxPayloadBytes = value.integer();
        case "client_id" -> clientId = value.integer();
        case "client_ip" -> clientIp = value.string();
        case "nonce" -> nonce = value.string();
        case "connect_urls" -> readUrls(value);
        case "ldm" -> lameDuck = value.bool();
        case "jetstream" -> jetStream = value.bool();
        default -> value.skip();
      }
    }

    private void readUrls(JsonReader value) throws JsonException {
      value.beginArray();
      while (value.nextElement()) {
        String url = value.string();
        if (connectUrls.size() < MOST_URLS) {
          connectUrls.add(url);
        }
      }
    }

    ServerGreeting done() {
      return new ServerGreeting(
          new Identity(id, name, version, go, cluster, (int) protocol),
          new Address(host, (int) port),
          new Limits(headers, authRequired, tlsRequired, tlsAvailable, maxPayloadBytes),
          new You(clientId, clientIp),
          nonce,
          connectUrls,
          lameDuck,
          jetStream);
    }
  }
}
