package io.nuncio.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.config.ListenAddress;
import io.nuncio.config.ServerConfig;
import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;
import io.nuncio.server.events.SystemCalls;
import io.nuncio.server.snapshot.ServerSnapshot;
import io.nuncio.testkit.RawPeer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a message costs in system calls, over real sockets, as the server itself counts them: how
/// the network tears what is sent varies, so these are bounds. A write for each message would
/// exceed them a hundred times. The exact counts are in BatchedCallsTest.
class SystemCallsTest {
  private static final int WRITE_BYTES = 64 << 10;
  private static final int PATIENCE_MILLIS = 20_000;
  private static final String MESSAGE = "PUB a.b 16\r\n0123456789abcdef\r\n";
  private static final int DELIVERED_BYTES = "MSG a.b 1 16\r\n0123456789abcdef\r\n".length();
  private static final ServerConfig CONFIG =
      ServerConfig.builder().listen(ListenAddress.loopback()).loops(1).build();

  private static final class NoLog implements LogSink {
    @Override
    public void log(Level level, String text) {}

    @Override
    public boolean isEnabled(Level level) {
      return false;
    }
  }

  @ParameterizedTest(name = "{0} messages to {1} subscribers")
  @CsvSource({"100000, 1", "20000, 10"})
  void messagesThatArriveTogetherShareTheirSystemCalls(int messages, int subscribers)
      throws Exception {
    try (NatsServer server = NatsServer.start(CONFIG, new NoLog());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Socket publisher = connect(server, "")) {
      List<Socket> receivers = new ArrayList<>();
      for (int i = 0; i < subscribers; i++) {
        receivers.add(connect(server, "SUB a.b 1\r\n"));
      }
      SystemCalls before = calls(server);

      List<Future<Long>> taken = new ArrayList<>();
      for (Socket each : receivers) {
        taken.add(threads.submit(taking(each, (long) messages * DELIVERED_BYTES)));
      }
      publish(publisher, messages);
      for (Future<Long> each : taken) {
        each.get();
      }

      SystemCalls after = calls(server);
      double delivered = (double) messages * subscribers;
      double polls = (after.polls() - before.polls()) / (double) messages;
      double reads = (after.reads() - before.reads()) / (double) messages;
      double writes = (after.writes() - before.writes()) / delivered;
      System.out.printf(
          "for each message to %d: %.5f polls, %.5f reads; for each delivery: %.5f writes%n",
          subscribers, polls, reads, writes);
      assertThat(polls).isLessThan(0.01);
      assertThat(reads).isLessThan(0.01);
      assertThat(writes).isLessThan(0.01);
      for (Socket each : receivers) {
        each.close();
      }
    }
  }

  @Test
  void acceptsAreCountedAndNothingIsAskedForWhileNothingHappens() throws Exception {
    try (NatsServer server = NatsServer.start(CONFIG, new NoLog());
        RawPeer first = RawPeer.connect("127.0.0.1", server.port());
        RawPeer second = RawPeer.connect("127.0.0.1", server.port())) {
      first.handshake();
      second.handshake();

      SystemCalls before = calls(server);
      SystemCalls after = calls(server);

      assertThat(after.accepts()).isBetween(2L, 4L);
      assertThat(after.polls() - before.polls()).isLessThanOrEqualTo(2);
      assertThat(after.reads()).isEqualTo(before.reads());
      assertThat(after.writes()).isEqualTo(before.writes());
    }
  }

  private static SystemCalls calls(NatsServer server) {
    ServerSnapshot.Loop loop = server.snapshots().server().loops().getFirst();
    return loop.calls();
  }

  private static Socket connect(NatsServer server, String first) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket
        .getOutputStream()
        .write(("CONNECT {\"verbose\":false}\r\n" + first + "PING\r\n").getBytes(US_ASCII));
    StringBuilder seen = new StringBuilder();
    while (!seen.toString().endsWith("PONG\r\n")) {
      int b = socket.getInputStream().read();
      assertThat(b).describedAs("more than " + seen).isNotNegative();
      seen.append((char) b);
    }
    return socket;
  }

  private static void publish(Socket socket, int messages) throws IOException {
    byte[] all = MESSAGE.repeat(messages).getBytes(US_ASCII);
    for (int from = 0; from < all.length; from += WRITE_BYTES) {
      byte[] some = Arrays.copyOfRange(all, from, Math.min(all.length, from + WRITE_BYTES));
      socket.getOutputStream().write(some);
    }
  }

  private static Callable<Long> taking(Socket socket, long bytes) {
    return () -> {
      byte[] some = new byte[256 << 10];
      InputStream in = socket.getInputStream();
      long taken = 0;
      while (taken < bytes) {
        int read = in.read(some);
        assertThat(read).describedAs("after %d of %d bytes", taken, bytes).isPositive();
        taken += read;
      }
      return taken;
    };
  }
}
