package io.nuncio.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nuncio.testkit.RawPeer;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A server that listens on every interface, as it does unless it is told otherwise.
class EveryInterfaceIT {
  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, 127.0.0.1, 127.0.0.1",
    "0.0.0.0, ::1,       ::1",
    "::,      127.0.0.1, 127.0.0.1",
    "::,      ::1,       ::1",
  })
  void clientsOfBothFamiliesGetIn(String host, String from, String seen) throws IOException {
    assumeTrue(isOfThisMachine(from), "no address " + from);
    int port = FreePort.find();
    try (var server = ServerProcess.startOnPort(ServerUnderTest.command(), port, "-a", host);
        RawPeer client = RawPeer.connect(from, server.port()).handshake()) {
      assertThat(InfoLine.of(client.info()).fields().get("client_ip"))
          .isEqualTo("\"" + seen + "\"");
      client.send("SUB a 1\r\nPUB a 2\r\nhi\r\n").expect("MSG a 1 2\r\nhi\r\n");
    }
  }

  private static boolean isOfThisMachine(String address) {
    try (var socket = new ServerSocket(0, 1, InetAddress.getByName(address))) {
      return socket.isBound();
    } catch (IOException none) {
      return false;
    }
  }
}
