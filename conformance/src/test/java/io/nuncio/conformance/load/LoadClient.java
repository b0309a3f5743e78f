package io.nuncio.conformance.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// A client that is little more than its socket. Confined to one thread at a time, but for
/// [#close], by which any thread ends a read or write that blocks.
final class LoadClient implements AutoCloseable {
  private static final int REPLY_BYTES = 8 << 10;

  private final SocketChannel channel;
  private final String name;
  private String unread = "";

  private LoadClient(SocketChannel channel, String name) {
    this.channel = channel;
    this.name = name;
  }

  /// Connects, and says nothing.
  static LoadClient open(ServerProcess server, String name) {
    try {
      SocketChannel channel =
          SocketChannel.open(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      return new LoadClient(channel, name);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot connect", e);
    }
  }

  /// Connects, introduces itself by `name`, and has been let in when this returns.
  static LoadClient connect(ServerProcess server, String name) {
    return connect(server, name, "");
  }

  /// The same, and presents `token` if that is not empty.
  static LoadClient connect(ServerProcess server, String name, String token) {
    LoadClient client = open(server, name);
    client.present(token);
    client.ping();
    return client;
  }

  /// Sends `CONNECT` with `token`, or without one if that is empty.
  void present(String token) {
    String proof = token.isEmpty() ? "" : ",\"auth_token\":\"" + token + "\"";
    send(
        "CONNECT {\"verbose\":false,\"pedantic\":false,\"name\":\"%s\"%s}\r\n"
            .formatted(name, proof));
  }

  /// Sends `CONNECT`, and waits until it has been accepted. Of a client without `protocol` in it,
  /// no second `INFO` is in the way.
  void introduce() {
    present("");
    ping();
  }

  /// Subscribes, and is subscribed when this returns.
  LoadClient subscribe(String subject) {
    send("SUB " + subject + " 1\r\n");
    ping();
    return this;
  }

  /// Waits until the server has handled everything that was sent before.
  void ping() {
    send("PING\r\n");
    readUntil("PONG\r\n");
  }

  void send(String text) {
    try {
      send(ByteBuffer.wrap(text.getBytes(US_ASCII)));
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot send", e);
    }
  }

  /// Sends what is in `bytes`; blocks until all of it is taken.
  void send(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /// Waits for bytes and reads some. A connection that the server has reset counts as closed.
  ///
  /// @return their number, or -1 if the connection is closed
  int read(ByteBuffer target) {
    try {
      return channel.read(target);
    } catch (IOException closed) {
      return -1;
    }
  }

  /// Reads on to the end of the next occurrence of `end`.
  ///
  /// @return what came before it
  /// @throws AssertionError if the server closes the connection instead
  String readUntil(String end) {
    ByteBuffer some = ByteBuffer.allocate(REPLY_BYTES);
    int at = unread.indexOf(end);
    while (at < 0) {
      if (read(some.clear()) < 0) {
        throw new AssertionError(name + ": closed after \"" + unread + "\"");
      }
      unread += new String(some.array(), 0, some.position(), ISO_8859_1);
      at = unread.indexOf(end);
    }
    String before = unread.substring(0, at);
    unread = unread.substring(at + end.length());
    return before;
  }

  /// From now on reads return at once; writes, too.
  LoadClient withoutWaiting() {
    try {
      channel.configureBlocking(false);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
