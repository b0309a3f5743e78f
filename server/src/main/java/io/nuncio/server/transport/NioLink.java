package io.nuncio.server.transport;

import io.nuncio.wire.IpAddress;
import java.io.IOException;
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
    byte[] address = remote.getAddress().getAddress();
    // Not the JDK's text, which writes IPv6 in full and with the scope (`%eth0`).
    remoteIp = IpAddress.of(address, 0, address.length).toString();
    remotePort = remote.getPort();
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

  /// As a TCP reset.
  @Override
  public void abort() {
    try {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException e) {
      // It has ended already.
    }
    close();
  }

  @Override
  public String remoteIp() {
    return remoteIp;
  }

  @Override
  public int remotePort() {
    return remotePort;
  }

  @Override
  public String remoteAddress() {
    return HostPort.text(remoteIp, remotePort);
  }
}
