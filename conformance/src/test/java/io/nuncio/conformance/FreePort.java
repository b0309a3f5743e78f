package io.nuncio.conformance;

import java.io.IOException;
import java.net.ServerSocket;

/// A port for a server whose log does not go where one could read the port from.
public final class FreePort {
  private FreePort() {}

  /// A port that was free a moment ago.
  public static int find() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
