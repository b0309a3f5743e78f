package io.nuncio.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/// A syslog daemon that is reached by UDP.
final class UdpSyslog implements SyslogConnection {
  private final DatagramChannel channel;

  private UdpSyslog(DatagramChannel channel) {
    this.channel = channel;
  }

  /// Looks the host up, which may take a while, and sends nothing yet.
  ///
  /// @throws IOException if the name has no address, or none that can be sent to
  static UdpSyslog open(String host, int port) throws IOException {
    var address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new IOException("no address found for the syslog daemon's host " + host);
    }
    var channel = DatagramChannel.open();
    try {
      channel.connect(address);
      return new UdpSyslog(channel);
    } catch (IOException cannotSend) {
      channel.close();
      throw new IOException(
          "no way to the syslog daemon at %s port %d: %s"
              .formatted(host, port, cannotSend.getMessage()),
          cannotSend);
    }
  }

  @Override
  public void send(byte[] message) throws IOException {
    channel.write(ByteBuffer.wrap(message));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
