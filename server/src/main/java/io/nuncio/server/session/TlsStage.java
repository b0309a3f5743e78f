package io.nuncio.server.session;

import io.nuncio.server.connection.ClosedReason;
import io.nuncio.server.connection.Connection;
import io.nuncio.server.events.Level;
import io.nuncio.server.tls.HandshakeFirst;
import io.nuncio.server.tls.TlsSettings;
import io.nuncio.server.transport.Timer;
import io.nuncio.server.transport.TlsFailure;
import io.nuncio.server.transport.TlsLink;
import io.nuncio.server.transport.TlsPeer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Whether a client's connection is encrypted, and the handshake that does it.
///
/// ```
/// begun ──first byte──▶ [handshake] ──▶ through ──▶ served
///    ├──────── not a handshake, or late, where that is allowed ──▶ served in the clear
///    └──────── late, or failed ──▶ closed
/// ```
///
/// What the client is told, and when, is that of nats-server 2.15.2, with one exception: who has
/// not heard from us yet and does not begin a handshake is taken for a client that began to speak
/// before it had read `INFO`.
final class TlsStage implements Stage, TlsLink.Handshake {
  /// The first byte of a handshake.
  private static final byte HANDSHAKE = 0x16;

  private static final byte[] THROTTLED =
      "-ERR 'Connection throttling is active. Please try again later.'\r\n"
          .getBytes(StandardCharsets.US_ASCII);
  private static final int FIRST_READ_BYTES = 8 << 10;

  private final SessionContext context;
  private final ArrivingClient arriving;
  private final Connection connection;
  private final TlsLink link;
  private final TlsSettings tls;
  private @Nullable Timer timer;
  private boolean counted;
  private boolean announced;
  private boolean patient;
  private boolean begun;
  private boolean first;
  private boolean ended;

  TlsStage(SessionContext context, ArrivingClient arriving, Connection connection, TlsOffer offer) {
    this.context = context;
    this.arriving = arriving;
    this.connection = connection;
    this.link = offer.link();
    this.tls = offer.settings();
  }

  /// Waits for the client.
  void begin() {
    connection.limitReads(FIRST_READ_BYTES);
    if (isCertain()) {
      if (tls.first().mode() != HandshakeFirst.Mode.AUTO) {
        announce();
      }
      // Later, because the connection may not be complete yet.
      connection.loop().execute(this::isThrottled);
    }
    expectWithin(tls.timeout().plus(tls.first().delay()).toNanos());
  }

  /// Whether there will be a handshake, whatever the client says.
  private boolean isCertain() {
    return tls.first().mode() == HandshakeFirst.Mode.ALWAYS || !tls.allowPlain();
  }

  /// @return whether the client was sent away, because too many come
  private boolean isThrottled() {
    if (counted || ended || tls.handshakesPerSecond() <= 0) {
      return false;
    }
    counted = true;
    if (context.handshakeRate().allows(tls.handshakesPerSecond(), connection.loop(), context)) {
      return false;
    }
    connection.outbox().write(connection.output(), THROTTLED);
    connection.close(ClosedReason.MAXIMUM_CONNECTIONS_EXCEEDED);
    return true;
  }

  private void announce() {
    if (!announced) {
      announced = true;
      arriving.log().log(Level.DEBUG, "Starting TLS client connection handshake");
    }
  }

  private void expectWithin(long nanos) {
    cancelTimer();
    timer = connection.loop().schedule(nanos, this::onLate);
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel();
    }
  }

  private void onLate() {
    if (!begun && tls.allowPlain() && arriving.isGreeted()) {
      serveInTheClear();
      return;
    }
    if (link.isComputing() && !patient) {
      patient = true; // it is we who let it wait
      expectWithin(tls.timeout().toNanos());
      return;
    }
    announce();
    arriving.log().log(Level.DEBUG, "TLS handshake timeout");
    connection.close(ClosedReason.TLS_HANDSHAKE_FAILURE);
  }

  @Override
  public int onBytes(byte[] buffer, int from, int to) {
    if (from == to) {
      return to;
    }
    boolean hello = buffer[from] == HANDSHAKE;
    if (!hello && tls.first().mode() == HandshakeFirst.Mode.AUTO) {
      arriving.greet();
    }
    if (!hello && tls.allowPlain() && arriving.isGreeted()) {
      serveInTheClear();
      return arriving.onBytes(buffer, from, to);
    }
    if (!isThrottled()) {
      secure(buffer, from, to);
    }
    return to;
  }

  private void secure(byte[] buffer, int from, int to) {
    begun = true;
    first = !arriving.isGreeted();
    expectWithin(tls.timeout().toNanos());
    announce();
    if (connection.outbox().pendingBytes() > 0) {
      onFailed(new TlsFailure("tls: the client began before it took what it was told", false));
      return;
    }
    link.beginHandshake(tls.engines()::newEngine, this);
    link.receive(buffer, from, to);
  }

  private void serveInTheClear() {
    cancelTimer();
    connection.limitReads(Integer.MAX_VALUE);
    arriving.serve(null, false);
  }

  @Override
  public void onSecured(TlsPeer peer) {
    cancelTimer();
    TlsFailure outdated = TlsFailure.ofOutdated(peer, context.clock().instant());
    if (outdated != null) {
      tell(outdated);
      connection.close(ClosedReason.TLS_CERTIFICATE_OUTDATED);
      return;
    }
    try {
      String refusal = tls.check().refusal(peer.certificates());
      if (refusal != null) {
        arriving.log().log(Level.DEBUG, refusal);
        onFailed(new TlsFailure("certificate not pinned", false));
        return;
      }
      connection.limitReads(Integer.MAX_VALUE);
      arriving.serve(peer, first);
    } catch (RuntimeException | AssertionError e) {
      arriving.onFault(e);
      connection.close(ClosedReason.INTERNAL_ERROR);
    }
  }

  @Override
  public void onFailed(TlsFailure failure) {
    tell(failure);
    connection.close(ClosedReason.TLS_HANDSHAKE_FAILURE);
  }

  private void tell(TlsFailure failure) {
    arriving.log().log(
        failure.probe() ? Level.DEBUG : Level.ERROR, "TLS handshake error: " + failure.reason());
  }

  @Override
  public ClosedReason onClosed(ClosedReason reason) {
    ended = true;
    cancelTimer();
    if (reason != ClosedReason.CLIENT_CLOSED || !isCertain()) {
      return reason;
    }
    arriving.log().log(Level.ERROR, "TLS handshake error: EOF");
    return ClosedReason.TLS_HANDSHAKE_FAILURE;
  }
}
