package io.nuncio.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a client sees through each fault.
class FaultProxyTest {
  private static final int SOON_MILLIS = 100;
  private static final int PATIENCE_MILLIS = 10_000;

  private final ServerSocket server = listening();
  private final FaultProxy proxy = FaultProxy.to(server.getLocalPort());
  private Socket client = new Socket();
  private Socket accepted = new Socket();

  private static ServerSocket listening() {
    try {
      return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void connect() throws IOException {
    client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    client.setSoTimeout(PATIENCE_MILLIS);
    accepted = server.accept();
    accepted.setSoTimeout(PATIENCE_MILLIS);
    Await.until("the pair is there", Duration.ofSeconds(10), () -> proxy.connections() == 1);
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    client.close();
    accepted.close();
    server.close();
  }

  private static void heard(Socket by, int said) throws IOException {
    InputStream in = by.getInputStream();
    int value = in.read();
    assertThat(value).isEqualTo(said);
  }

  @Test
  void withoutAFaultBytesGoBothWaysAndSoDoEnds() throws IOException {
    client.getOutputStream().write(7);
    heard(accepted, 7);
    accepted.getOutputStream().write(8);
    heard(client, 8);

    client.shutdownOutput();
    heard(accepted, -1);
    accepted.shutdownOutput();
    heard(client, -1);
    Await.until("the pair is gone", Duration.ofSeconds(10), () -> proxy.connections() == 0);
  }

  @Test
  void cutIsAResetForBoth() {
    proxy.cut();

    assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> accepted.getInputStream().read()).isInstanceOf(IOException.class);
  }

  @Test
  void endOfOneDirectionLeavesTheOther() throws IOException {
    proxy.endDownward();

    heard(client, -1);
    client.getOutputStream().write(9);
    heard(accepted, 9);
  }

  @Test
  void trickleHandsOnOneByteAtATime() throws IOException {
    proxy.trickle();
    client.getOutputStream().write(1);
    heard(accepted, 1); // what a read that began before took along is through now
    client.getOutputStream().write(new byte[1_000]);

    byte[] buffer = new byte[1_000];
    int reads = 0;
    for (int got = 0; got < buffer.length; reads++) {
      got += accepted.getInputStream().read(buffer, got, buffer.length - got);
    }

    assertThat(reads).isGreaterThan(1);
  }

  @Test
  void nothingGetsThroughANetworkThatStandsStillUntilItIsHealed() throws IOException {
    proxy.standStill();
    client.getOutputStream().write(3);
    accepted.setSoTimeout(SOON_MILLIS);
    assertThatThrownBy(() -> accepted.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);

    proxy.heal();
    accepted.setSoTimeout(PATIENCE_MILLIS);
    heard(accepted, 3);
  }

  @Test
  void delayHoldsBytesBack() throws IOException {
    proxy.delay(Duration.ofHours(1));
    client.getOutputStream().write(4);
    accepted.setSoTimeout(SOON_MILLIS);
    assertThatThrownBy(() -> accepted.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void refusedConnectionsAreTakenAgainOnTheSamePort() throws IOException {
    proxy.refuse();
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), proxy.port()).close())
        .isInstanceOf(IOException.class);

    proxy.accept();
    try (Socket again = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        Socket other = server.accept()) {
      again.getOutputStream().write(5);
      heard(other, 5);
    }
  }
}
