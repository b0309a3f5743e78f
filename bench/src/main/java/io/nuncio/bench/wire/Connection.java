package io.nuncio.bench.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// A client's connection, blocking: where a server does nothing for too long, whoever waits for it
/// gets an exception. Confined to one thread at a time.
public final class Connection implements Closeable {
  private static final int BUFFER_BYTES = 8 * 1024;
  private static final String CONNECT =
      "\"verbose\":false,\"pedantic\":false,\"tls_required\":false,\"lang\":\"java\","
          + "\"version\":\"1\",\"protocol\":1,\"echo\":true,";

  private final SocketChannel channel;
  private final Patience patience;
  private final Patience.Wait wait;
  private final ByteBuffer received = ByteBuffer.allocate(BUFFER_BYTES);

  private Connection(SocketChannel channel, Patience patience) {
    this.channel = channel;
    this.patience = patience;
    this.wait = patience.watch(channel);
  }

  /// Connects, subscribes and waits until the server has done both.
  ///
  /// @param lines protocol lines to send after `CONNECT`, each with its end
  public static Connection open(Endpoint endpoint, String... lines) throws IOException {
    return open(endpoint, true, lines);
  }

  /// The same for a client that does not know headers.
  public static Connection withoutHeaders(Endpoint endpoint, String... lines) throws IOException {
    return open(endpoint, false, lines);
  }

  private static Connection open(Endpoint endpoint, boolean headers, String... lines)
      throws IOException {
    var connection = greeted(endpoint);
    try {
      connection.send(connect(endpoint, headers) + String.join("", lines));
      // Twice, because what the first sets off, such as a ping of the server, is then over.
      connection.ping();
      connection.ping();
      return connection;
    } catch (IOException e) {
      connection.close();
      throw e;
    }
  }

  /// Connects and reads `INFO`, no more.
  public static Connection greeted(Endpoint endpoint) throws IOException {
    var connection = new Connection(SocketChannel.open(), endpoint.patience());
    try {
      connection.connect(endpoint.port());
      connection.expect("\r\n");
      return connection;
    } catch (IOException e) {
      connection.close();
      throw e;
    }
  }

  private void connect(int port) throws IOException {
    wait.begin();
    try {
      channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    } catch (IOException e) {
      throw wait.reason(e);
    } finally {
      wait.end();
    }
  }

  /// The line by which a client of this endpoint introduces itself.
  public static String connect(Endpoint endpoint, boolean headers) {
    return "CONNECT {"
        + endpoint.credentials()
        + CONNECT
        + "\"headers\":"
        + headers
        + ",\"no_responders\":"
        + headers
        + "}\r\n";
  }

  /// For those who read or write by themselves, and do not wait without end.
  public SocketChannel channel() {
    return channel;
  }

  /// How long those wait.
  Patience patience() {
    return patience;
  }

  /// Sends the whole text.
  public void send(String text) throws IOException {
    write(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
  }

  /// Sends all that remains in `bytes`.
  public void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      wait.begin();
      try {
        channel.write(bytes);
      } catch (IOException e) {
        throw wait.reason(e);
      } finally {
        wait.end();
      }
    }
  }

  /// Reads what there is into the buffer, at least one byte, and returns how much that was.
  private int read() throws IOException {
    wait.begin();
    try {
      int count = channel.read(received);
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

  /// Waits until the server has read everything sent so far, and returns what came before its
  /// answer.
  public String ping() throws IOException {
    send("PING\r\n");
    return expect("PONG\r\n");
  }

  /// Reads until `tail` has come, and returns all that came, at most 8 KiB.
  public String expect(String tail) throws IOException {
    received.clear();
    while (true) {
      if (!received.hasRemaining()) {
        throw new IOException("8 KiB came, but no " + tail.strip());
      }
      read();
      var text = new String(received.array(), 0, received.position(), ISO_8859_1);
      if (text.contains("-ERR")) {
        throw new IOException("the server says " + text.substring(text.indexOf("-ERR")).strip());
      }
      if (text.contains(tail)) {
        return text;
      }
    }
  }

  /// Reads exactly so many bytes and forgets them.
  public void skip(int bytes) throws IOException {
    for (int left = bytes; left > 0; ) {
      received.clear().limit(Math.min(left, BUFFER_BYTES));
      left -= read();
    }
  }

  @Override
  public void close() throws IOException {
    wait.close();
    channel.close();
  }
}
