package io.nuncio.app;

import java.io.Closeable;
import java.io.IOException;

/// A way to a syslog daemon that takes one message at a time. Confined to the thread that writes
/// the log, once that runs.
interface SyslogConnection extends Closeable {
  /// Sends one message; waits while the daemon is slow to take it.
  ///
  /// @throws IOException if the daemon cannot have got it; a new connection may help
  void send(byte[] message) throws IOException;

  /// Finds the daemon anew, as often as it has been lost.
  @FunctionalInterface
  interface Opener {
    /// Connects, which may take a while.
    ///
    /// @throws IOException if there is no daemon; the message says where it was looked for
    SyslogConnection open() throws IOException;
  }
}
