package io.nuncio.bench.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Says something to each client that comes, and then no more by itself.
final class QuietServer implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
  private final BlockingQueue<Socket> clients = new LinkedBlockingQueue<>();
  private final Patience patience;
  private final String greeting;

  /// @param greeting what it says
  /// @param limit how long clients wait
  QuietServer(String greeting, Duration limit) throws IOException {
    this.greeting = greeting;
    patience = Patience.of(limit);
    var _ = Thread.ofVirtual().name("accept").start(this::accept);
  }

  private void accept() {
    try {
      while (true) {
        var client = listener.accept();
        client.getOutputStream().write(greeting.getBytes(US_ASCII));
        clients.add(client);
      }
    } catch (IOException closed) {
      return;
    }
  }

  Endpoint endpoint() {
    return new Endpoint(listener.getLocalPort(), "", patience);
  }

  /// The next client that came and was greeted.
  Socket client() throws InterruptedException {
    return clients.take();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    patience.close();
    for (var client : clients) {
      client.close();
    }
  }
}
