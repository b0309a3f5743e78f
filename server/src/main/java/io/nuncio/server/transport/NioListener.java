package io.nuncio.server.transport;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/// A listening TCP port. Opened by any thread; accepts on the loop that [#attach] names.
public final class NioListener implements AutoCloseable {
  private static final int BACKLOG = 4096;
  private static final int ACCEPTS_PER_EVENT = 64;
  private static final long PAUSE_AFTER_FAILURE_NANOS = 100_000_000;

  private final ServerSocketChannel channel;
  private final int port;
  private boolean failing; // confined to the loop

  private NioListener(ServerSocketChannel channel) {
    this.channel = channel;
    this.port = channel.socket().getLocalPort();
  }

  /// Binds `address`; port 0 takes a free one. Every IPv4 address, `0.0.0.0`, means every IPv6
  /// address too where the machine has any, as it does for nats-server.
  ///
  /// @throws IOException if the port is taken or the address is not this machine's
  public static NioListener open(InetSocketAddress address) throws IOException {
    if (address.isUnresolved()) {
      throw new IOException("no such host");
    }
    ServerSocketChannel channel = unbound(address.getAddress());
    try {
      channel.configureBlocking(false);
      // A restart must get its port back while old connections are in TIME_WAIT.
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(address, BACKLOG);
      return new NioListener(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static ServerSocketChannel unbound(InetAddress address) throws IOException {
    if (address.isAnyLocalAddress()) {
      return ServerSocketChannel.open();
    }
    boolean ipv6 = address instanceof Inet6Address;
    return ServerSocketChannel.open(
        ipv6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
  }

  /// The port that is listened on, or was.
  public int port() {
    return port;
  }

  /// Starts to accept on `loop`, whose poller is `poller`, unless it was closed meanwhile. Called
  /// on that loop.
  ///
  /// @param onLink given each new connection
  /// @param onFailure told when accepting begins to fail, as at the limit of open files; it is
  ///   tried again until it succeeds
  public void attach(
      EventLoop loop, NioPoller poller, Consumer<Link> onLink, Consumer<IOException> onFailure)
      throws IOException {
    try {
      poller.registerListener(channel, key -> onAcceptable(key, loop, onLink, onFailure));
    } catch (ClosedChannelException e) {
      // The server was ended right after its start.
    }
  }

  private void onAcceptable(
      SelectionKey key, EventLoop loop, Consumer<Link> onLink, Consumer<IOException> onFailure) {
    try {
      accept(onLink, loop.calls());
      failing = false;
    } catch (IOException e) {
      if (channel.isOpen()) {
        if (!failing) {
          onFailure.accept(e);
        }
        failing = true;
        pause(loop, key);
      }
    }
  }

  private void accept(Consumer<Link> onLink, LoopCalls calls) throws IOException {
    for (int i = 0; i < ACCEPTS_PER_EVENT; i++) {
      calls.countAccept();
      SocketChannel accepted = channel.accept();
      if (accepted == null) {
        return;
      }
      try {
        onLink.accept(new NioLink(accepted));
      } catch (IOException e) {
        accepted.close(); // the peer left while it was being accepted
      }
    }
  }

  /// Waits, rather than fail thousands of times a second.
  private static void pause(EventLoop loop, SelectionKey key) {
    key.interestOps(0);
    loop.schedule(
        PAUSE_AFTER_FAILURE_NANOS,
        () -> {
          if (key.isValid()) {
            key.interestOps(SelectionKey.OP_ACCEPT);
          }
        });
  }

  /// Stops listening. Safe from any thread.
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
