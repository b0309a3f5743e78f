package io.nuncio.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// A way in which a peer can break the protocol: its `-ERR` text, byte for byte that of nats-server
/// 2.15.2, and whether the connection survives it.
public enum Violation {
  UNKNOWN_OPERATION("Unknown Protocol Operation", true),
  /// Arguments that make no sense. The reference server says nothing and closes; so do we.
  MALFORMED("", true),
  /// The client says `-ERR` itself, which ends its connection without an answer.
  REPORTED_BY_CLIENT("", true),
  /// A byte below 0x20 inside a subject, reply, queue group or sid. Refused because it would be
  /// repeated to every subscriber; the reference server passes it on.
  CONTROL_CHARACTER("Control Character In Protocol Line", true),
  MAXIMUM_CONTROL_LINE("maximum control line exceeded", true),
  MAXIMUM_PAYLOAD("Maximum Payload Violation", true),
  AUTHORIZATION("Authorization Violation", true),
  AUTHENTICATION_TIMEOUT("Authentication Timeout", true),
  AUTHENTICATION_EXPIRED("User Authentication Expired", true),
  INVALID_CLIENT_PROTOCOL("invalid client protocol", true),
  NO_RESPONDERS_REQUIRES_HEADERS("no responders requires headers support", true),
  STALE_CONNECTION("Stale Connection", true),
  MAXIMUM_CONNECTIONS("maximum connections exceeded", true),
  /// As many as may be connected with the same token are.
  MAXIMUM_TOKEN_CONNECTIONS("maximum account active connections exceeded", true),
  MAXIMUM_SUBSCRIPTIONS("maximum subscriptions exceeded", false),
  INVALID_SUBJECT("Invalid Subject", false),
  INVALID_PUBLISH_SUBJECT("Invalid Publish Subject", false);

  private final String text;
  private final boolean closes;

  Violation(String text, boolean closes) {
    this.text = text;
    this.closes = closes;
  }

  /// The words between the quotes of the `-ERR` line; empty when the peer is told nothing.
  public String text() {
    return text;
  }

  /// Whether the connection ends.
  public boolean closes() {
    return closes;
  }

  /// A new copy of the whole line as it goes on the wire; empty when the peer is told nothing.
  public byte[] line() {
    return text.isEmpty() ? new byte[0] : errorLine(text);
  }

  /// The `-ERR` line around `text`.
  public static byte[] errorLine(String text) {
    return ("-ERR '" + text + "'\r\n").getBytes(US_ASCII);
  }
}
