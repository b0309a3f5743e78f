package io.nuncio.server.transport;

import java.io.IOException;

/// What an event loop waits on. Confined to its loop, but for [#wakeup].
public interface Poller extends AutoCloseable {
  /// Watches `link`, for reading at first.
  Registration register(Link link, LinkListener listener) throws IOException;

  /// Waits until a link is ready, [#wakeup] was called or the time is up, then tells the listeners.
  ///
  /// @param timeoutNanos 0: do not wait; [Long#MAX_VALUE]: without limit
  void poll(long timeoutNanos) throws IOException;

  /// Ends the present or the next [#poll]. Safe from any thread.
  void wakeup();

  @Override
  void close();

  /// One watched link.
  interface Registration {
    /// Whether readiness to read is told.
    void readInterest(boolean wanted);

    /// Whether readiness to write is told.
    void writeInterest(boolean wanted);

    /// Ends the watching.
    void cancel();
  }
}
