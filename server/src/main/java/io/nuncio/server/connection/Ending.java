package io.nuncio.server.connection;

import io.nuncio.server.transport.EventLoop;
import io.nuncio.server.transport.Link;
import io.nuncio.server.transport.Timer;
import org.jspecify.annotations.Nullable;

/// The last part of a connection's life: what was written still goes out, and then its link ends.
/// Confined to the connection's loop.
final class Ending {
  private static final long LINGER_NANOS = 1_000_000_000;

  /// How long the peer has for the line that says why, before a reset may take it away.
  private static final long RESET_NANOS = 100_000_000;

  private final Link link;
  private final EventLoop loop;
  private final Runnable finish;
  private boolean resets;
  private @Nullable Timer timer;

  /// @param finish what ends the connection, when it is time to
  Ending(Link link, EventLoop loop, Runnable finish) {
    this.link = link;
    this.loop = loop;
    this.finish = finish;
  }

  /// Waits until the peer has taken what was written, for at most a second.
  ///
  /// @param taken whether it has already
  void begin(ClosedReason reason, boolean taken) {
    resets = reason.resets();
    if (reason.abrupt()) {
      finish.run();
    } else if (taken) {
      taken();
    } else {
      timer = loop.schedule(LINGER_NANOS, finish);
    }
  }

  /// Everything that was written has been taken.
  void taken() {
    if (resets) {
      cancel();
      timer = loop.schedule(RESET_NANOS, finish);
    } else {
      finish.run();
    }
  }

  /// Ends the link.
  void end() {
    cancel();
    if (resets) {
      link.abort();
    } else {
      link.close();
    }
  }

  private void cancel() {
    if (timer != null) {
      timer.cancel();
    }
  }
}
