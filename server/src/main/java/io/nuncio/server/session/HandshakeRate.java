package io.nuncio.server.session;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.nuncio.server.events.Level;
import io.nuncio.server.transport.EventLoop;
import java.time.Duration;

/// How many handshakes have begun within the present second, by all clients: what they cost is more
/// than anything else that strangers can demand.
///
/// Safe from any thread; a leaf.
final class HandshakeRate {
  private static final long WINDOW_NANOS = Duration.ofSeconds(1).toNanos();

  @GuardedBy("this")
  private long windowNanos;

  @GuardedBy("this")
  private long allowed;

  @GuardedBy("this")
  private long refused;

  /// No handshake yet.
  HandshakeRate() {}

  /// Whether one more may begin. Says once a second how many may not.
  ///
  /// @param most within a second
  /// @param loop the calling one
  boolean allows(long most, EventLoop loop, SessionContext context) {
    synchronized (this) {
      long now = loop.nowNanos();
      if (allowed == 0 || now - windowNanos >= WINDOW_NANOS) {
        windowNanos = now;
        allowed = 0;
      }
      if (allowed < most) {
        allowed++;
        return true;
      }
      refused++;
      if (refused > 1) {
        return false;
      }
    }
    loop.schedule(WINDOW_NANOS, () -> report(context));
    return false;
  }

  private void report(SessionContext context) {
    long count;
    synchronized (this) {
      count = refused;
      refused = 0;
    }
    context.log().log(Level.WARN, "Rejected " + count + " connections due to TLS rate limiting");
  }
}
