package io.nuncio.monitoring;

import io.nuncio.server.snapshot.ConnectionSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// How a list of connections is sorted: by number, start, reason and uptime the least first, by
/// everything else the most first. Among equals, the older connection is first.
enum ConnectionOrder {
  CID("cid"),
  START("start"),
  SUBS("subs"),
  PENDING("pending"),
  MSGS_TO("msgs_to"),
  MSGS_FROM("msgs_from"),
  BYTES_TO("bytes_to"),
  BYTES_FROM("bytes_from"),
  LAST("last"),
  IDLE("idle"),
  UPTIME("uptime"),
  STOP("stop"),
  REASON("reason"),
  RTT("rtt");

  private final String parameter;

  ConnectionOrder(String parameter) {
    this.parameter = parameter;
  }

  /// What a request asks for; by number, if it does not.
  ///
  /// @throws RefusedException if there is no such order
  static ConnectionOrder of(String parameter) {
    if (parameter.isEmpty()) {
      return CID;
    }
    for (ConnectionOrder order : values()) {
      if (order.parameter.equals(parameter)) {
        return order;
      }
    }
    String quoted = Query.quoted(parameter);
    throw RefusedException.bad(
        "invalid sorting option: " + quoted.substring(1, quoted.length() - 1));
  }

  /// Whether only connections that have ended can be sorted so.
  boolean needsClosed() {
    return this == STOP || this == REASON;
  }

  String parameter() {
    return parameter;
  }

  /// Sorts in place.
  ///
  /// @param now when the connections looked like this
  void sort(List<ConnectionSnapshot> connections, Instant now) {
    Comparator<ConnectionSnapshot> byAge = (a, b) -> Long.compare(a.client().id(), b.client().id());
    connections.sort(comparator(now).thenComparing(byAge));
  }

  private Comparator<ConnectionSnapshot> comparator(Instant now) {
    return switch (this) {
      case CID, START -> (a, b) -> Long.compareUnsigned(a.client().id(), b.client().id());
      case SUBS -> (a, b) -> Integer.compare(b.subscriptions(), a.subscriptions());
      case PENDING -> (a, b) -> Long.compare(b.pendingBytes(), a.pendingBytes());
      case MSGS_TO -> (a, b) -> Long.compare(b.traffic().outMessages(), a.traffic().outMessages());
      case MSGS_FROM -> (a, b) -> Long.compare(b.traffic().inMessages(), a.traffic().inMessages());
      case BYTES_TO -> (a, b) -> Long.compare(b.traffic().outBytes(), a.traffic().outBytes());
      case BYTES_FROM -> (a, b) -> Long.compare(b.traffic().inBytes(), a.traffic().inBytes());
      case LAST -> (a, b) -> b.lastActivity().compareTo(a.lastActivity());
      case IDLE -> (a, b) -> a.lastActivity().compareTo(b.lastActivity());
      case UPTIME -> (a, b) -> uptime(a, now).compareTo(uptime(b, now));
      case STOP -> (a, b) -> until(b, now).compareTo(until(a, now));
      case REASON -> (a, b) -> reason(a).compareTo(reason(b));
      case RTT -> (a, b) -> b.roundTrip().compareTo(a.roundTrip());
    };
  }

  /// When the connection ended; `now` if it has not.
  static Instant until(ConnectionSnapshot connection, Instant now) {
    ConnectionSnapshot.Closed closed = connection.closed();
    return closed == null ? now : closed.stop();
  }

  private static Duration uptime(ConnectionSnapshot connection, Instant now) {
    return Duration.between(connection.start(), until(connection, now));
  }

  private static String reason(ConnectionSnapshot connection) {
    ConnectionSnapshot.Closed closed = connection.closed();
    return closed == null ? "" : closed.reason();
  }
}
