package io.nuncio.server.session;

import io.nuncio.server.connection.ClosedReason;
import io.nuncio.server.connection.Connection;
import io.nuncio.server.events.Level;
import io.nuncio.server.transport.PeerAddress;
import io.nuncio.server.transport.Timer;
import io.nuncio.wire.IpAddress;
import io.nuncio.wire.ProxyHeader;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where a client is that may come through a proxy: waits for the PROXY protocol header.
///
/// ```
/// begun ──bytes──▶ reading the header ──▶ skipping its rest ──▶ found out
///    └──────── five seconds, or no header to understand ──────▶ closed
/// ```
///
/// As by the reference server, a connection without a header is served as what it is. At most 107
/// bytes of the peer's are kept.
final class ProxyStage implements Stage {
  private static final Duration HEADER_PATIENCE = Duration.ofSeconds(5);
  private static final int HEADER_READ_BYTES = 8 << 10;

  private final SessionContext context;
  private final ArrivingClient arriving;
  private final Connection connection;
  private final PeerAddress proxy;
  private final Timer patience;
  private boolean heard;
  private @Nullable PeerAddress client;
  private int toSkip;

  /// @param proxy the other end of the link
  ProxyStage(
      SessionContext context, ArrivingClient arriving, Connection connection, PeerAddress proxy) {
    this.context = context;
    this.arriving = arriving;
    this.connection = connection;
    this.proxy = proxy;
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
    if (toSkip > 0) {
      return to;
    }
    patience.cancel();
    connection.limitReads(Integer.MAX_VALUE);
    arriving.located(known);
    return arriving.onBytes(buffer, from + skipped, to);
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
  public ClosedReason onClosed(ClosedReason reason) {
    patience.cancel();
    // Who comes and says nothing is a proxy that looks whether we are alive.
    if (reason == ClosedReason.CLIENT_CLOSED && heard) {
      warn("expected all of it, got the end of the connection");
    }
    return reason;
  }
}
