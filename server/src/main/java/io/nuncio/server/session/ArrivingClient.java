package io.nuncio.server.session;

import io.nuncio.server.connection.ClosedReason;
import io.nuncio.server.connection.Connection;
import io.nuncio.server.events.Level;
import io.nuncio.server.events.ServerEvent;
import io.nuncio.server.events.Traffic;
import io.nuncio.server.snapshot.ConnectionSnapshot;
import io.nuncio.server.snapshot.SubscriptionSnapshot;
import io.nuncio.server.tls.HandshakeFirst;
import io.nuncio.server.tls.TlsSettings;
import io.nuncio.server.transport.PeerAddress;
import io.nuncio.server.transport.Timer;
import io.nuncio.server.transport.TlsPeer;
import io.nuncio.wire.ServerInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A client of which something is to be found out before it is served: where it is, if it may come
/// through a proxy, and whether its connection is encrypted. Then lets a [ClientSession] go on.
///
/// ```
/// [ProxyStage] ──▶ [TlsStage] ──▶ session
/// ```
///
/// The greeting does not wait for this, unless it comes behind the handshake, because clients do
/// not speak before it; and so it leaves the address out that a proxy may tell. Confined to the
/// event loop of its connection.
final class ArrivingClient implements ConnectedClient {
  private final SessionContext context;
  private final SessionLane lane;
  private final Connection connection;
  private final long clientId;
  private final @Nullable TlsOffer offer;
  private final Instant start;
  private PeerAddress peer;
  private SessionLog log;
  private String nonce = "";
  private boolean located;
  private boolean heard;
  private boolean greeted;
  private boolean closed;
  private @Nullable Timer turn;
  private @Nullable Stage stage;
  private @Nullable TlsPeer secured;
  private @Nullable ClientSession session;

  /// @param clientId the connection's number, unique in this server
  /// @param offer null if the connection cannot be encrypted
  ArrivingClient(
      SessionContext context,
      SessionLane lane,
      Connection connection,
      long clientId,
      @Nullable TlsOffer offer) {
    this.context = context;
    this.lane = lane;
    this.connection = connection;
    this.clientId = clientId;
    this.offer = offer;
    this.start = context.clock().instant();
    this.peer = PeerAddress.of(connection.link());
    this.log = new SessionLog(context.log(), peer.text(), clientId);
  }

  /// Speaks first, or waits for the client to.
  void begin() {
    log.log(Level.DEBUG, "Client connection created");
    boolean perhapsProxied = context.protocol().proxyProtocol();
    located = !perhapsProxied;
    if (mode() == HandshakeFirst.Mode.NEVER) {
      greet();
    }
    if (perhapsProxied) {
      takeTurnLater();
      stage = new ProxyStage(context, this, connection, peer);
    } else {
      located(peer);
    }
  }

  private HandshakeFirst.Mode mode() {
    return offer == null ? HandshakeFirst.Mode.NEVER : offer.settings().first().mode();
  }

  /// Speaks first after all, if the client does not.
  private void takeTurnLater() {
    if (offer == null || mode() != HandshakeFirst.Mode.AUTO || greeted) {
      return;
    }
    cancelTurn();
    heard = false;
    turn =
        connection
            .loop()
            .schedule(
                offer.settings().first().delay().toNanos(),
                () -> {
                  if (!heard && !closed) {
                    greet();
                  }
                });
  }

  private void cancelTurn() {
    if (turn != null) {
      turn.cancel();
    }
  }

  /// Says who the server is and, unless a proxy may still tell otherwise, where the client is. Does
  /// nothing the second time.
  void greet() {
    greet(context.info());
  }

  private void greet(ServerInfo info) {
    if (!greeted) {
      greeted = true;
      nonce = context.authenticator().nonce();
      connection
          .outbox()
          .write(connection.output(), info.firstLine(clientId, located ? peer.ip() : "", nonce));
    }
  }

  /// Whether the client has been told anything.
  boolean isGreeted() {
    return greeted;
  }

  /// Lines about this client.
  SessionLog log() {
    return log;
  }

  /// The client is at `where`.
  void located(PeerAddress where) {
    located = true;
    peer = where;
    log = new SessionLog(context.log(), peer.text(), clientId);
    if (offer == null) {
      serve(null, false);
      return;
    }
    takeTurnLater();
    TlsStage next = new TlsStage(context, this, connection, offer);
    stage = next;
    next.begin();
  }

  /// All is known: lets the session go on.
  ///
  /// @param tls what the handshake agreed on; null if the client speaks in the clear
  /// @param tlsFirst whether the client began it before it was told anything
  void serve(@Nullable TlsPeer tls, boolean tlsFirst) {
    if (closed) {
      return;
    }
    cancelTurn();
    if (tlsFirst) {
      greet(context.info().forThoseWhoBeginTls());
    }
    secured = tls;
    stage = null;
    session =
        new ClientSession(
            context, lane, connection, new Arrival(clientId, peer, nonce, tls, tlsFirst));
    if (tls != null) {
      log.log(Level.DEBUG, "TLS handshake complete");
      log.log(Level.DEBUG, "TLS version " + tls.version() + ", cipher suite " + tls.cipherSuite());
    }
  }

  @Override
  public void onRead() {
    if (session != null) {
      session.onRead();
    }
  }

  @Override
  public int onBytes(byte[] buffer, int from, int to) {
    ClientSession begun = session;
    if (begun != null) {
      return begun.onBytes(buffer, from, to);
    }
    heard |= to > from;
    return stage == null ? to : stage.onBytes(buffer, from, to);
  }

  @Override
  public int handledBytes() {
    return session == null ? 0 : session.handledBytes();
  }

  @Override
  public int unfinishedBytes() {
    return session == null ? 0 : session.unfinishedBytes();
  }

  @Override
  public void onReload(Settings before) {
    if (session == null) {
      connection.writeDeadline(context.timers().writeDeadline());
      return;
    }
    session.onReload(before);
    TlsSettings now = context.settings().tls();
    if (secured != null && now != null && !closed) {
      String refusal = now.check().refusal(secured.certificates());
      if (refusal != null) {
        log.log(Level.INFO, "Disconnected, because of the pinned certificates: " + refusal);
        connection.close(ClosedReason.TLS_HANDSHAKE_FAILURE);
      }
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
    if (closed) {
      return;
    }
    if (session == null) {
      cancelTurn();
      endStage(ClosedReason.MAXIMUM_CONNECTIONS_EXCEEDED);
      session =
          new ClientSession(context, lane, connection, Arrival.inTheClear(clientId, peer, nonce));
    }
    session.refuseConnection();
  }

  @Override
  public long clientId() {
    return clientId;
  }

  @Override
  public ConnectionSnapshot snapshot() {
    return session != null ? session.snapshot() : snapshot(null);
  }

  private ConnectionSnapshot snapshot(ConnectionSnapshot.@Nullable Closed end) {
    return new ConnectionSnapshot(
        new ServerEvent.Client(
            clientId, peer.ip(), peer.port(), "", "", "", context.account().name(), ""),
        start,
        start,
        Duration.ZERO,
        0,
        Traffic.NONE,
        0,
        0,
        null,
        end);
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
    cancelTurn();
    if (session != null) {
      session.onClosed(reason);
      return;
    }
    ClosedReason seen = endStage(reason);
    Instant now = context.clock().instant();
    ConnectionSnapshot last = snapshot(new ConnectionSnapshot.Closed(now, seen.text()));
    context.counters().onClosed(seen);
    context.closedClients().add(last, context.settings().config().reports().maxClosedClients());
    context
        .events()
        .on(
            new ServerEvent.ClientGone(
                now, last.client(), seen.text(), Duration.between(start, now), Traffic.NONE));
    SessionViolations.logClosed(log, seen, connection, context);
  }

  private ClosedReason endStage(ClosedReason reason) {
    Stage ended = stage;
    stage = null;
    return ended == null ? reason : ended.onClosed(reason);
  }

  @Override
  public void onFault(Throwable fault) {
    log.fault(fault);
  }
}
