package io.nuncio.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A port that is listened on.
class NioListenerTest {
  /// As a server does that is ended right after its start.
  @Test
  void closedBeforeItAcceptsIsNoFailure() throws Exception {
    List<Throwable> failures = new ArrayList<>();
    NioPoller poller = new NioPoller(failures::add);
    EventLoop loop = new EventLoop(0, poller, new SystemClock(), failures::add);
    NioListener listener =
        NioListener.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    listener.close();

    listener.attach(loop, poller, link -> {}, failures::add);

    assertThat(failures).isEmpty();
    poller.close();
  }
}
