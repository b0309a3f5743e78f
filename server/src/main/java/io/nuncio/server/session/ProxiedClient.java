package io.nuncio.server.session;

import io.nuncio.server.connection.ClosedReason;
import io.nuncio.server.connection.Connection;
import io.nuncio.server.events.Level;
import io.nuncio.server.events.ServerEvent;
import io.nuncio.server.events.Traffic;
import io.nuncio.server.snapshot.ConnectionSnapshot;
import io.nuncio.server.snapshot.SubscriptionSnapshot;
import io.nuncio.server.transport.PeerAddress;
import io.nuncio.server.transport.Timer;
import io.nuncio.wire.IpAddress;
import io.nuncio.wire.ProxyHeader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A client that may come through a proxy: waits for the PROXY protocol header, then lets a
/// [ClientSession] go on, which knows the client by the address that the header names.
///
/// ```
/// greeted ──bytes──▶ reading the header ──▶ skipping its rest ──▶ session
///    └──────── five seconds, or no header to understand ──────────▶ closed
/// ```
///
/// The greeting cannot wait, because clients do not speak before it, and so leaves the address out.
/// As by the reference server, a connection without a header is served as what it is. Before the
/// session begins at most 107 bytes of the peer's are kept. Confined to the event loop of its
/// connection.
final class ProxiedClient implements ConnectedClient {
  private static final Duration HEADER_PATIENCE = Duration.ofSeconds(5);
  private static final int HEADER_READ_BYTES = 8 << 10;

  private final SessionContext context;
  private final SessionLane lane;
  private final Connection connection;
  private final Greeted greeted;
  private final long clientId;
  private final PeerAddress proxy;
  private final SessionLog log;
  private final Timer patience;
  private boolean heard;
  private boolean closed;
  private @Nullable PeerAddress client;
  private int toSkip;
  private @Nullable ClientSession session;

  /// Goes on with a client that has been greeted.
  ///
  /// @param greeted where the other end of the link is
  ProxiedClient(SessionContext context, SessionLane lane, Connection connection, Greeted greeted) {
    this.context = context;
    this.lane = lane;
    this.connection = connection;
    this.greeted = greeted;
    this.clientId = greeted.id();
    this.proxy = greeted.peer();
    this.log = new SessionLog(context.log(), proxy.text(), clientId);
    this.patience =
        connection
            .loop()
            .schedule(
                HEADER_PATIENCE.toNanos(),
                () -> refuse("expected it within five seconds, got only a part or nothing"));
    connection.limitReads(HEADER_READ_BYTES);
  }

  @Override
  public int onBytes(byte[] buffer, int from, int to) {
    ClientSession begun = session;
    if (begun != null) {
      return begun.onBytes(buffer, from, to);
    }
    heard = true;
    if (client == null) {
      switch (ProxyHeader.read(buffer, from, to)) {
        case ProxyHeader.Incomplete() -> {
          return from;
        }
        case ProxyHeader.Malformed(String reason) -> {
          refuse(reason);
          return to;
        }
        case ProxyHeader.Absent() -> client = proxy;
        case ProxyHeader.Local(int length) -> {
          client = proxy;
          toSkip = length;
        }
        case ProxyHeader.Proxied(IpAddress source, int port, int length) -> {
          client = PeerAddress.of(source, port);
          toSkip = length;
        }
      }
    }
    return skip(client, buffer, from, to);
  }

  private int skip(PeerAddress known, byte[] buffer, int from, int to) {
    int skipped = Math.min(toSkip, to - from);
    toSkip -= skipped;
    return toSkip > 0 ? to : begin(known).onBytes(buffer, from + skipped, to);
  }

  private ClientSession begin(PeerAddress known) {
    patience.cancel();
    connection.limitReads(Integer.MAX_VALUE);
    ClientSession begun = new ClientSession(context, lane, connection, greeted.at(known));
    session = begun;
    return begun;
  }

  private void refuse(String reason) {
    warn(reason);
    connection.close(ClosedReason.PROTOCOL_VIOLATION);
  }

  private void warn(String reason) {
    context.log().log(
        Level.WARN, "Error reading PROXY protocol header from " + proxy.text() + ": " + reason);
  }

  @Override
  public int unfinishedBytes() {
    return session == null ? 0 : session.unfinishedBytes();
  }

  @Override
  public void onReload(Settings before) {
    if (session != null) {
      session.onReload(before);
    } else {
      connection.writeDeadline(context.timers().writeDeadline());
    }
  }

  @Override
  public void recheck(Runnable done) {
    if (session != null) {
      session.recheck(done);
    } else {
      done.run(); // the session will begin under what decides now
    }
  }

  @Override
  public void refuseConnection() {
    if (!closed) {
      ClientSession refused = session == null ? begin(proxy) : session;
      refused.refuseConnection();
    }
  }

  @Override
  public long clientId() {
    return clientId;
  }

  @Override
  public ConnectionSnapshot snapshot() {
    if (session != null) {
      return session.snapshot();
    }
    Instant now = context.clock().instant();
    return new ConnectionSnapshot(
        new ServerEvent.Client(
            clientId, proxy.ip(), proxy.port(), "", "", "", context.account().name(), ""),
        now,
        now,
        Duration.ZERO,
        0,
        Traffic.NONE,
        0,
        0,
        null);
  }

  @Override
  public List<SubscriptionSnapshot> subscriptions() {
    return session == null ? List.of() : session.subscriptions();
  }

  @Override
  public void announceLameDuck() {
    if (session != null) {
      session.announceLameDuck();
    }
  }

  @Override
  public void onClosed(ClosedReason reason) {
    closed = true;
    patience.cancel();
    if (session != null) {
      session.onClosed(reason);
      return;
    }
    // Who comes and says nothing is a proxy that looks whether we are alive.
    if (reason == ClosedReason.CLIENT_CLOSED && heard) {
      warn("expected all of it, got the end of the connection");
    }
    SessionViolations.logClosed(log, reason, connection, context);
  }

  @Override
  public void onFault(Throwable fault) {
    log.fault(fault);
  }
}
