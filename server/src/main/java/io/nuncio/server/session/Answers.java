package io.nuncio.server.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.auth.AuthorizedUser;
import io.nuncio.server.connection.Connection;
import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;
import io.nuncio.wire.Violation;

/// What the server says to one client beside messages, and the traces of it. Confined to the
/// session's loop.
final class Answers {
  private static final byte[] OK = "+OK\r\n".getBytes(US_ASCII);
  private static final byte[] PING = "PING\r\n".getBytes(US_ASCII);
  private static final byte[] PONG = "PONG\r\n".getBytes(US_ASCII);

  private final Connection connection;
  private final SessionLog log;

  Answers(Connection connection, SessionLog log) {
    this.connection = connection;
    this.log = log;
  }

  /// Says what is in `line`, with its line break.
  void send(byte[] line) {
    connection.outbox().write(connection.output(), line);
  }

  void ok() {
    send(OK);
    trace("OK");
  }

  void ping() {
    send(PING);
    trace("PING");
  }

  void pong() {
    send(PONG);
    trace("PONG");
  }

  /// What the client broke; nothing, if that is not said.
  void error(Violation violation) {
    byte[] line = violation.line();
    if (line.length > 0) {
      send(line);
      if (violation != Violation.STALE_CONNECTION) {
        trace("-ERR " + violation.text());
      }
    }
  }

  /// Says no to one operation; the connection goes on.
  void refuse(Refusal refusal) {
    tell(refusal);
    log.log(Level.ERROR, refusal.logged());
  }

  /// A subscription has been removed, because `user` may not have it any more.
  void remove(ClientSubscription lost, AuthorizedUser user, LogSink serverLog) {
    Refusal refusal = Refusal.ofRemoved(lost, user);
    tell(refusal);
    serverLog.log(Level.INFO, refusal.logged());
  }

  private void tell(Refusal refusal) {
    send(("-ERR '" + refusal.told() + "'\r\n").getBytes(UTF_8));
  }

  private void trace(String line) {
    if (log.tracing()) {
      log.traceOut(line);
    }
  }
}
