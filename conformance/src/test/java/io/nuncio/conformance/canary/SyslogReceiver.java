package io.nuncio.conformance.canary;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.testkit.RawPeer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/// A syslog daemon that listens on UDP.
final class SyslogReceiver implements AutoCloseable {
  private static final int BUFFER_BYTES = 8 << 20;
  private static final int LARGEST_BYTES = 65_536;

  private final DatagramSocket socket;
  private final List<String> messages = new ArrayList<>();

  SyslogReceiver() throws IOException {
    socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    socket.setReceiveBufferSize(BUFFER_BYTES);
    socket.setSoTimeout((int) RawPeer.LIMIT.toMillis());
  }

  String url() {
    return "udp://127.0.0.1:" + socket.getLocalPort();
  }

  /// Receives until there is a message with `text`.
  ///
  /// @throws IOException if there is none in time
  void receiveUntil(String text) throws IOException {
    String message;
    do {
      var packet = new DatagramPacket(new byte[LARGEST_BYTES], LARGEST_BYTES);
      socket.receive(packet);
      message = new String(packet.getData(), 0, packet.getLength(), UTF_8);
      messages.add(message);
    } while (!message.contains(text));
  }

  /// All that was received.
  List<String> messages() {
    return messages;
  }

  @Override
  public void close() {
    socket.close();
  }
}
