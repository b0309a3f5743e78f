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

  /// Where the daemon is; looked up anew each time.
  ///
  /// @param host a name or an address
  record Opener(String host, int port) implements SyslogConnection.Opener {
    /// Sends nothing yet, so that nobody may be there.
    ///
    /// @throws IOException if the name has no address, or none that can be sent to
    @Override
    public SyslogConnection open() throws IOException {
      var address = new InetSocketAddress(host, port);
      if (address.isUnresolved()) {
        throw new IOException("the host of the syslog daemon, " + host + ", has no address");
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
