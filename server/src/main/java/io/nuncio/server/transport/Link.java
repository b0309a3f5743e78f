package io.nuncio.server.transport;

import java.io.IOException;
import java.nio.ByteBuffer;

/// A non-blocking stream of bytes to one peer.
///
/// [#read] is called by the owning loop only; [#write] by any loop, one at a time (the connection's
/// outbox sees to that); [#close] by any thread, after which the others throw.
public interface Link {
  /// Reads what is there.
  ///
  /// @return bytes read, 0 if there are none now, -1 if the peer will send no more
  int read(ByteBuffer target) throws IOException;

  /// Writes what the peer can take now.
  ///
  /// @return bytes written, perhaps 0
  int write(ByteBuffer source) throws IOException;

  /// Ends the stream. Does nothing if it has ended.
  void close();

  /// Ends the stream so that the peer, where its transport can tell, sees that what it sent was not
  /// taken. What was written and did not arrive yet may be lost. Does nothing if it has ended.
  default void abort() {
    close();
  }

  /// Watches this stream by `poller`; whoever stands before another one watches that.
  default Poller.Registration register(Poller poller, LinkListener listener) throws IOException {
    return poller.register(this, listener);
  }

  /// The peer's address without port, as text.
  String remoteIp();

  /// The peer's port; 0 if there is none.
  int remotePort();

  /// The peer's address and port, as text for logs.
  String remoteAddress();
}
