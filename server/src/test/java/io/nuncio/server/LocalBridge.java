package io.nuncio.server;

import io.nuncio.wire.ByteEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A port whose connections go on within this JVM: so clients that know sockets only are clients
/// without one for the server. Copies what it is given, in pieces of its own.
final class LocalBridge implements AutoCloseable {
  private static final int PIECE_BYTES = 50_000;

  private final NatsServer server;
  private final ServerSocket listener;
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();

  LocalBridge(NatsServer server) throws IOException {
    this.server = server;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        open.add(socket);
        socket.setTcpNoDelay(true);
        ByteEndpoint endpoint = server.connect();
        Thread.ofVirtual().start(() -> toServer(socket, endpoint));
        Thread.ofVirtual().start(() -> toClient(socket, endpoint));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private static void toServer(Socket socket, ByteEndpoint endpoint) {
    try (endpoint) {
      InputStream in = socket.getInputStream();
      byte[] piece = new byte[PIECE_BYTES];
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        endpoint.write(piece, 0, count);
      }
    } catch (IOException gone) {
      // One end has gone, and so the other goes.
    }
  }

  private static void toClient(Socket socket, ByteEndpoint endpoint) {
    try (socket) {
      OutputStream out = socket.getOutputStream();
      byte[] piece = new byte[PIECE_BYTES];
      for (int count = endpoint.read(piece, 0, piece.length);
          count >= 0;
          count = endpoint.read(piece, 0, piece.length)) {
        out.write(piece, 0, count);
      }
    } catch (IOException gone) {
      endpoint.close();
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket each : open) {
      each.close();
    }
  }
}
