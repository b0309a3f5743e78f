package io.nuncio.conformance.tls;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// Stands before a server and keeps its `INFO` to itself, so that tools which know TLS and not NATS
/// can shake hands with it. Bytes are carried by virtual threads.
final class WithoutGreeting implements AutoCloseable {
  private final ServerSocket socket;
  private final int server;

  private WithoutGreeting(ServerSocket socket, int server) {
    this.socket = socket;
    this.server = server;
  }

  static WithoutGreeting before(int server) throws IOException {
    var proxy =
        new WithoutGreeting(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
    Thread.startVirtualThread(proxy::accept);
    return proxy;
  }

  int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server);
        InputStream answers = upstream.getInputStream();
        int last = answers.read();
        while (last >= 0 && last != '\n') {
          last = answers.read();
        }
        Thread.startVirtualThread(() -> carry(client, upstream));
        Thread.startVirtualThread(() -> carry(upstream, client));
      } catch (IOException closed) {
        // The next turn of the loop finds out.
      }
    }
  }

  private static void carry(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException closed) {
      // So is the other end now.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
