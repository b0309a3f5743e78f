package io.nuncio.server.connection;

/// Why a connection ended, in the words of nats-server 2.15.2.
public enum ClosedReason {
  CLIENT_CLOSED("Client Closed", true),
  AUTHENTICATION_TIMEOUT("Authentication Timeout", false),
  AUTHENTICATION_FAILURE("Authentication Failure", false),
  AUTHENTICATION_EXPIRED("Authentication Expired", false),
  SLOW_CONSUMER_PENDING_BYTES("Slow Consumer (Pending Bytes)", true),
  TLS_HANDSHAKE_FAILURE("TLS Handshake Failure", true),
  /// In the reference server a handshake that fails. Here it is through, and no alert can be sent.
  TLS_CERTIFICATE_OUTDATED("TLS Handshake Failure", true),
  /// Not of the reference server: all clients together had too much pending, and this one took
  /// nothing.
  SLOW_CONSUMER_MEMORY_BUDGET("Slow Consumer (Pending Bytes)", true),
  /// Not of the reference server: all clients together have sent too much of unfinished messages.
  UNFINISHED_MESSAGE("Unfinished Message (Memory Budget)", true),
  SLOW_CONSUMER_WRITE_DEADLINE("Slow Consumer (Write Deadline)", true),
  WRITE_ERROR("Write Error", true),
  READ_ERROR("Read Error", true),
  PARSE_ERROR("Parse Error", false),
  STALE_CONNECTION("Stale Connection", false),
  PROTOCOL_VIOLATION("Protocol Violation", false),
  BAD_CLIENT_PROTOCOL_VERSION("Bad Client Protocol Version", false),
  MAXIMUM_PAYLOAD_EXCEEDED("Maximum Message Payload Exceeded", false),
  MAXIMUM_CONTROL_LINE_EXCEEDED("Maximum Control Line Exceeded", false),
  MAXIMUM_CONNECTIONS_EXCEEDED("Maximum Connections Exceeded", false),
  /// In the reference server of an account, here of a token.
  MAXIMUM_TOKEN_CONNECTIONS_EXCEEDED("Maximum Account Connections Exceeded", false),
  NO_RESPONDERS_REQUIRES_HEADERS("No Responders Requires Headers", false),
  SERVER_SHUTDOWN("Server Shutdown", true),
  INTERNAL_ERROR("Internal Error", false);

  private final String text;
  private final boolean abrupt;

  ClosedReason(String text, boolean abrupt) {
    this.text = text;
    this.abrupt = abrupt;
  }

  /// The words for logs and monitoring.
  public String text() {
    return text;
  }

  /// Whether the peer is told by its transport that what it sent, or is about to, was not taken.
  boolean resets() {
    return this == MAXIMUM_PAYLOAD_EXCEEDED || this == TLS_CERTIFICATE_OUTDATED;
  }

  /// Whether there is no point in waiting until the peer has taken what is queued.
  boolean abrupt() {
    return abrupt;
  }
}
