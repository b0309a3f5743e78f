package io.nuncio.bench.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A client's connection through TLS 1.3, blocking, with as much patience as [Connection] has.
/// Confined to one thread at a time.
public final class TlsConnection implements Closeable {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final String[] PROTOCOLS = {"TLSv1.3"};

  private final Socket plain;
  private final SSLSocket socket;
  private final Patience.Wait wait;
  private final byte[] buffer = new byte[BUFFER_BYTES];

  private TlsConnection(Socket plain, SSLSocket socket, Patience.Wait wait) {
    this.plain = plain;
    this.socket = socket;
    this.wait = wait;
  }

  /// Connects, shakes hands, subscribes, and waits until the server has done all of it.
  ///
  /// @param peer a name for the server without a dot; a handshake is a full one if it is new
  /// @param lines protocol lines to send after `CONNECT`, each with its end
  public static TlsConnection open(
      Endpoint endpoint, SSLContext context, String peer, String... lines) throws IOException {
    var plain = new Socket();
    var wait = endpoint.patience().watch(plain);
    try {
      wait.begin();
      plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), endpoint.port()));
      plain.setTcpNoDelay(true);
      readLine(plain);
      var socket =
          (SSLSocket) context.getSocketFactory().createSocket(plain, peer, endpoint.port(), true);
      socket.setEnabledProtocols(PROTOCOLS);
      socket.startHandshake();
      wait.end();
      var connection = new TlsConnection(plain, socket, wait);
      connection.send(Connection.connect(endpoint, true) + String.join("", lines));
      connection.ping();
      return connection;
    } catch (IOException e) {
      wait.close();
      plain.close();
      throw wait.reason(e);
    }
  }

  /// The server says nothing more before the handshake, so nothing is read too far.
  private static void readLine(Socket socket) throws IOException {
    for (int read = socket.getInputStream().read(); read != '\n'; ) {
      read = socket.getInputStream().read();
      if (read < 0) {
        throw new EOFException("the server closed the connection before it greeted");
      }
    }
  }

  private void send(String text) throws IOException {
    write(text.getBytes(ISO_8859_1), text.length());
  }

  /// Sends so many of the bytes.
  public void write(byte[] bytes, int count) throws IOException {
    wait.begin();
    try {
      socket.getOutputStream().write(bytes, 0, count);
    } catch (IOException e) {
      throw wait.reason(e);
    } finally {
      wait.end();
    }
  }

  /// Waits until the server has read everything sent so far.
  public void ping() throws IOException {
    send("PING\r\n");
    var text = new StringBuilder();
    while (text.indexOf("PONG\r\n") < 0) {
      int count = read(BUFFER_BYTES);
      text.append(new String(buffer, 0, count, ISO_8859_1));
    }
  }

  /// Reads exactly so many bytes and forgets them.
  public void skip(long bytes) throws IOException {
    for (long left = bytes; left > 0; ) {
      left -= read((int) Math.min(left, BUFFER_BYTES));
    }
  }

  private int read(int most) throws IOException {
    wait.begin();
    try {
      int count = socket.getInputStream().read(buffer, 0, most);
      if (count < 0) {
        throw new EOFException("the server closed the connection");
      }
      return count;
    } catch (IOException e) {
      throw wait.reason(e);
    } finally {
      wait.end();
    }
  }

  @Override
  public void close() throws IOException {
    wait.begin();
    try {
      socket.close();
    } finally {
      wait.close();
      plain.close();
    }
  }
}
