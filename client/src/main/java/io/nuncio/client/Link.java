package io.nuncio.client;

import io.nuncio.client.transport.FrameReader;
import io.nuncio.client.transport.ServerAddress;
import io.nuncio.wire.ByteEndpoint;
import io.nuncio.wire.ServerGreeting;

/// One connection to one server, after the server accepted the client.
///
/// @param epoch the number under which the writer is given what is for this connection
record Link(
    ServerAddress address,
    ByteEndpoint endpoint,
    FrameReader reader,
    ServerGreeting greeting,
    int epoch) {
  Link numbered(int number) {
    return new Link(address, endpoint, reader, greeting, number);
  }

  void close() {
    endpoint.close();
  }
}
