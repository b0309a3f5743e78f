package io.nuncio.server.transport;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// A TCP connection.
final class NioLink implements Link {
  private final SocketChannel channel;
  private final String remoteIp;
  private final int remotePort;

  /// Takes over an accepted `channel`.
  NioLink(SocketChannel channel) throws IOException {
    this.channel = channel;
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    InetSocketAddress remote = (InetSocketAddress) channel.getRemoteAddress();
    remoteIp = ip(remote.getAddress());
    remotePort = remote.getPort();
  }

  /// Without the scope (`%eth0`) that the JDK appends to link-local addresses.
  private static String ip(InetAddress address) {
    String text = address.getHostAddress();
    int scope = address instanceof Inet6Address ? text.indexOf('%') : -1;
    return scope < 0 ? text : text.substring(0, scope);
  }

  SocketChannel channel() {
    return channel;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return channel.read(target);
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return channel.write(source);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The kernel has let go of it all the same; there is nobody left to tell.
    }
  }

  @Override
  public String remoteIp() {
    return remoteIp;
  }

  @Override
  public String remoteAddress() {
    return HostPort.text(remoteIp, remotePort);
  }
}
