package io.nuncio.server.session;

import io.nuncio.server.connection.ClosedReason;
import io.nuncio.server.connection.Connection;
import io.nuncio.server.events.Level;
import io.nuncio.wire.ConnectOptions;
import io.nuncio.wire.ConnectOptions.Credentials;
import io.nuncio.wire.Nkey;
import io.nuncio.wire.ProtocolException;
import io.nuncio.wire.Violation;

/// What the operator reads about a client that broke the rules or could not keep up, and the reason
/// its connection is closed for.
final class SessionViolations {
  private SessionViolations() {}

  /// Checks what a client wants of the protocol.
  ///
  /// @param headers whether it may have headers
  static void check(ConnectOptions options, boolean headers) throws ProtocolException {
    if (options.protocol() < 0 || options.protocol() > 1) {
      throw new ProtocolException(
          Violation.INVALID_CLIENT_PROTOCOL, "expected protocol 0 or 1, got " + options.protocol());
    }
    if (options.noResponders() && !headers) {
      throw new ProtocolException(
          Violation.NO_RESPONDERS_REQUIRES_HEADERS, "no_responders without headers");
    }
  }

  static void log(SessionLog log, Violation violation, String detail, Credentials given) {
    switch (violation) {
      case AUTHORIZATION -> log.log(Level.ERROR, "authentication error" + presented(given));
      case MAXIMUM_PAYLOAD -> log.log(Level.ERROR, "maximum payload exceeded: " + detail);
      case MAXIMUM_CONTROL_LINE,
          MAXIMUM_CONNECTIONS,
          MAXIMUM_TOKEN_CONNECTIONS,
          MAXIMUM_SUBSCRIPTIONS,
          INVALID_CLIENT_PROTOCOL,
          NO_RESPONDERS_REQUIRES_HEADERS ->
          log.log(Level.ERROR, violation.text());
      case AUTHENTICATION_TIMEOUT, AUTHENTICATION_EXPIRED -> log.log(Level.DEBUG, violation.text());
      case STALE_CONNECTION -> log.log(Level.DEBUG, detail);
      case UNKNOWN_OPERATION, MALFORMED, CONTROL_CHARACTER ->
          log.log(Level.ERROR, "Client parser ERROR: " + detail);
      case REPORTED_BY_CLIENT -> log.log(Level.ERROR, "Client Error " + detail);
      case INVALID_SUBJECT, INVALID_PUBLISH_SUBJECT ->
          log.log(Level.DEBUG, violation.text() + ": " + detail);
    }
  }

  /// Which credentials there were, never their values: a token may stand in any of them. But for a
  /// public key, if it is one.
  private static String presented(Credentials given) {
    if (!given.nkey().isEmpty()) {
      return " - Nkey \"" + (Nkey.parse(given.nkey()) == null ? "[REDACTED]" : given.nkey()) + '"';
    }
    if (!given.user().isEmpty()) {
      return " - User \"[REDACTED]\"";
    }
    return given.token().isEmpty() ? "" : " - Token \"[REDACTED]\"";
  }

  /// Whether the client was not let in, or is not any more.
  static boolean isOfAuthentication(Violation violation) {
    return switch (violation) {
      case AUTHORIZATION, AUTHENTICATION_TIMEOUT, AUTHENTICATION_EXPIRED -> true;
      default -> false;
    };
  }

  static ClosedReason reason(Violation violation) {
    return switch (violation) {
      case UNKNOWN_OPERATION, MALFORMED, CONTROL_CHARACTER -> ClosedReason.PROTOCOL_VIOLATION;
      case REPORTED_BY_CLIENT -> ClosedReason.PARSE_ERROR;
      case MAXIMUM_CONTROL_LINE -> ClosedReason.MAXIMUM_CONTROL_LINE_EXCEEDED;
      case MAXIMUM_PAYLOAD -> ClosedReason.MAXIMUM_PAYLOAD_EXCEEDED;
      case AUTHORIZATION -> ClosedReason.AUTHENTICATION_FAILURE;
      case AUTHENTICATION_TIMEOUT -> ClosedReason.AUTHENTICATION_TIMEOUT;
      case AUTHENTICATION_EXPIRED -> ClosedReason.AUTHENTICATION_EXPIRED;
      case INVALID_CLIENT_PROTOCOL -> ClosedReason.BAD_CLIENT_PROTOCOL_VERSION;
      case NO_RESPONDERS_REQUIRES_HEADERS -> ClosedReason.NO_RESPONDERS_REQUIRES_HEADERS;
      case STALE_CONNECTION -> ClosedReason.STALE_CONNECTION;
      case MAXIMUM_CONNECTIONS -> ClosedReason.MAXIMUM_CONNECTIONS_EXCEEDED;
      case MAXIMUM_TOKEN_CONNECTIONS -> ClosedReason.MAXIMUM_TOKEN_CONNECTIONS_EXCEEDED;
      case INVALID_SUBJECT, INVALID_PUBLISH_SUBJECT, MAXIMUM_SUBSCRIPTIONS ->
          throw new IllegalStateException(violation + " does not close");
    };
  }

  static void logClosed(
      SessionLog log, ClosedReason reason, Connection connection, SessionContext context) {
    long pendingBytes = connection.outbox().pendingBytes();
    String account = context.account().name();
    switch (reason) {
      case SLOW_CONSUMER_PENDING_BYTES ->
          log.log(
              Level.INFO,
              "Slow Consumer Detected: MaxPending of %d Exceeded, %d bytes pending, account %s"
                  .formatted(context.limits().maxPendingBytes(), pendingBytes, account));
      case SLOW_CONSUMER_MEMORY_BUDGET ->
          log.log(
              Level.INFO,
              ("Slow Consumer Detected: memory budget of %d for all clients exceeded,"
                      + " %d bytes pending for this one, account %s")
                  .formatted(connection.budgetBytes(), pendingBytes, account));
      case UNFINISHED_MESSAGE ->
          log.log(
              Level.INFO,
              ("Memory budget of %d for all clients exceeded: cut with a message of %d bytes"
                      + " unfinished, %d bytes pending, account %s")
                  .formatted(
                      connection.budgetBytes(),
                      connection.unfinishedBytes(),
                      pendingBytes,
                      account));
      case SLOW_CONSUMER_WRITE_DEADLINE ->
          log.log(
              Level.INFO,
              ("Slow Consumer Detected: WriteDeadline of %ds exceeded"
                      + " with %d bytes pending, account %s")
                  .formatted(context.timers().writeDeadline().toSeconds(), pendingBytes, account));
      default -> {
        // The closing line below says it all.
      }
    }
    log.log(Level.DEBUG, "Client connection closed: " + reason.text());
  }
}
