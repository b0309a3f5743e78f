package io.nuncio.server.session;

import io.nuncio.auth.AuthorizedUser;
import io.nuncio.server.connection.ClosedReason;
import io.nuncio.server.connection.Connection;
import io.nuncio.server.events.ServerEvent;
import io.nuncio.server.events.Traffic;
import io.nuncio.server.routing.Publication;
import io.nuncio.server.snapshot.ConnectionSnapshot;
import io.nuncio.wire.ConnectOptions.Identity;
import io.nuncio.wire.Violation;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What others are told about one client: its snapshot, and the events of its life. Counts what it
/// publishes. Confined to the session's loop.
final class ClientReport {
  private final SessionContext context;
  private final Connection connection;
  private final Arrival arrival;
  private final Instant start;
  private final long startNanos;
  private Identity identity = new Identity("", "", "");
  private AuthorizedUser user = AuthorizedUser.ANYBODY;
  private long inMessages;
  private long inBytes;
  private long stalls;

  ClientReport(SessionContext context, Connection connection, Arrival arrival) {
    this.context = context;
    this.connection = connection;
    this.arrival = arrival;
    this.start = context.clock().instant();
    this.startNanos = connection.loop().nowNanos();
  }

  /// The client has published a message.
  void onPublish(Publication message) {
    int bytes = message.frame().totalBytes();
    inMessages++;
    inBytes += bytes;
    message.countReceived(bytes);
  }

  /// The client was slowed as a publisher.
  void onStall() {
    stalls++;
    context.counters().onStall();
  }

  /// The client was let in.
  void onAdmitted(Identity called, AuthorizedUser as) {
    identity = called;
    user = as;
    context.events().on(new ServerEvent.ClientAdmitted(context.clock().instant(), client()));
  }

  /// The client is known by another name now.
  void follow(AuthorizedUser as) {
    user = as;
  }

  /// The client was not let in, or is not any more.
  void onRefused(Violation violation, Duration delay) {
    context.counters().onAuthFailure();
    context
        .events()
        .on(
            new ServerEvent.ClientRefused(
                context.clock().instant(), client(), violation.text(), delay));
  }

  /// The connection has ended.
  void onClosed(ClosedReason reason, Heartbeat heartbeat, int subscriptions) {
    context.counters().onClosed(reason);
    ConnectionSnapshot last = snapshot(heartbeat, subscriptions, reason);
    context.closedClients().add(last, context.settings().config().reports().maxClosedClients());
    Instant now = context.clock().instant();
    switch (reason) {
      case SLOW_CONSUMER_PENDING_BYTES, SLOW_CONSUMER_MEMORY_BUDGET, SLOW_CONSUMER_WRITE_DEADLINE ->
          context
              .events()
              .on(
                  new ServerEvent.SlowConsumer(
                      now, last.client(), reason.text(), last.pendingBytes()));
      default -> {
        // It kept up.
      }
    }
    context
        .events()
        .on(
            new ServerEvent.ClientGone(
                now,
                last.client(),
                reason.text(),
                Duration.ofNanos(connection.loop().nowNanos() - startNanos),
                last.traffic()));
  }

  /// The client now.
  ///
  /// @param reason why its connection has ended; null while it has not
  ConnectionSnapshot snapshot(
      Heartbeat heartbeat, int subscriptions, @Nullable ClosedReason reason) {
    Instant now = context.clock().instant();
    long idle =
        Math.min(
            heartbeat.silentNanos(), connection.outbox().idleNanos(connection.loop().nowNanos()));
    return new ConnectionSnapshot(
        client(),
        start,
        now.minusNanos(Math.max(0, idle)),
        Duration.ofNanos(heartbeat.roundTripNanos()),
        connection.outbox().pendingBytes(),
        connection.outbox().delivered().plus(new Traffic(inMessages, inBytes, 0, 0)),
        stalls,
        subscriptions,
        arrival.encryption(),
        reason == null ? null : new ConnectionSnapshot.Closed(now, reason.text()));
  }

  private ServerEvent.Client client() {
    return new ServerEvent.Client(
        arrival.clientId(),
        arrival.peer().ip(),
        arrival.peer().port(),
        identity.name(),
        identity.lang(),
        identity.version(),
        context.account().name(),
        user.shown());
  }
}
