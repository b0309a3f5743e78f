package io.nuncio.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

/// What a server says of itself in `INFO`: the part that is the same for every client.
///
/// Source: <https://docs.nats.io/reference/reference-protocols/nats-protocol#info>; field order and
/// the space before the line end are those of nats-server 2.15.2.
///
/// @param serverId shaped like a server's public nkey: `N` and 55 more characters
/// @param version the version of nats-server that clients may take this for
/// @param go names the program that really answers
/// @param host the address that clients should know, as configured
/// @param headers whether messages may have headers
/// @param tls whether connections are encrypted
/// @param maxPayloadBytes most bytes of header block and payload of one message
public record ServerInfo(
    String serverId,
    String serverName,
    String version,
    String go,
    String host,
    int port,
    boolean headers,
    boolean authRequired,
    Tls tls,
    int maxPayloadBytes) {

  private static final int PROTOCOL = 1;
  private static final int API_LEVEL = 5;

  /// Whether connections are encrypted.
  ///
  /// @param required whether all are
  /// @param verified whether clients show a certificate
  /// @param available whether those are that want to be, and others are served, too
  public record Tls(boolean required, boolean verified, boolean available) {
    /// None is.
    public static final Tls NONE = new Tls(false, false, false);

    /// All that speak TLS before they are told anything, whoever else is served.
    Tls forThoseWhoBegin() {
      return new Tls(true, verified, available);
    }
  }

  /// Without a word of TLS.
  public ServerInfo(
      String serverId,
      String serverName,
      String version,
      String go,
      String host,
      int port,
      boolean headers,
      boolean authRequired,
      int maxPayloadBytes) {
    this(
        serverId,
        serverName,
        version,
        go,
        host,
        port,
        headers,
        authRequired,
        Tls.NONE,
        maxPayloadBytes);
  }

  /// What is said to those who speak TLS before they are told anything.
  public ServerInfo forThoseWhoBeginTls() {
    return withTls(tls.forThoseWhoBegin());
  }

  /// The same, but for TLS.
  public ServerInfo withTls(Tls other) {
    return new ServerInfo(
        serverId,
        serverName,
        version,
        go,
        host,
        port,
        headers,
        authRequired,
        other,
        maxPayloadBytes);
  }

  /// The whole `INFO` line for one client.
  ///
  /// @param clientIp the client's address as text
  public byte[] line(long clientId, String clientIp) {
    return line(fields(clientId, clientIp));
  }

  /// The first `INFO` line for one client.
  ///
  /// @param nonce what the client may sign; empty for nothing
  public byte[] firstLine(long clientId, String clientIp, String nonce) {
    return line(fields(clientId, clientIp).fieldIfNotEmpty("nonce", nonce));
  }

  /// The `INFO` line sent once to a client that understands it, after its first `PONG`.
  ///
  /// @param account the account the client was bound to
  public byte[] connectInfoLine(long clientId, String clientIp, String account) {
    return line(
        fields(clientId, clientIp).field("connect_info", true).field("remote_account", account));
  }

  /// The `INFO` line that tells a client to look for another server: this one will end soon.
  public byte[] lameDuckLine(long clientId, String clientIp) {
    return line(fields(clientId, clientIp).field("ldm", true));
  }

  private JsonWriter fields(long clientId, String clientIp) {
    return new JsonWriter()
        .field("server_id", serverId)
        .field("server_name", serverName)
        .field("version", version)
        .field("proto", PROTOCOL)
        .field("go", go)
        .field("host", host)
        .field("port", port)
        .field("headers", headers)
        .fieldIfTrue("auth_required", authRequired)
        .fieldIfTrue("tls_required", tls.required())
        .fieldIfTrue("tls_verify", tls.verified())
        .fieldIfTrue("tls_available", tls.available())
        .field("max_payload", maxPayloadBytes)
        .field("client_id", clientId)
        .fieldIfNotEmpty("client_ip", clientIp);
  }

  private static byte[] line(JsonWriter fields) {
    return ("INFO " + fields.field("api_lvl", API_LEVEL) + " \r\n").getBytes(UTF_8);
  }
}
