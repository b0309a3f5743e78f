package io.nuncio.client;

import io.nuncio.client.transport.FrameReader;
import io.nuncio.client.transport.ServerAddress;
import io.nuncio.client.transport.SocketEndpoint;
import io.nuncio.wire.ByteEndpoint;
import io.nuncio.wire.ServerGreeting;

/// One connection to one server, after the server accepted the client.
///
/// @param encrypted whether there is TLS between
/// @param epoch the number under which the writer is given what is for this connection
record Link(
    ServerAddress address,
    ByteEndpoint endpoint,
    FrameReader reader,
    ServerGreeting greeting,
    boolean encrypted,
    int epoch) {
  Link numbered(int number) {
    return new Link(address, endpoint, reader, greeting, encrypted, number);
  }

  /// Tells the server that nothing more comes; it closes the connection then.
  void finish() {
    if (endpoint instanceof SocketEndpoint socket) {
      socket.finish();
    } else {
      endpoint.close();
    }
  }

  void close() {
    endpoint.close();
  }
}
