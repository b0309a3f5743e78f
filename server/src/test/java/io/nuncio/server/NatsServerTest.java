package io.nuncio.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuncio.auth.Secret;
import io.nuncio.config.AuthenticationConfig;
import io.nuncio.config.Identity;
import io.nuncio.config.ListenAddress;
import io.nuncio.config.ServerConfig;
import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;
import io.nuncio.testkit.Await;
import io.nuncio.testkit.RawPeer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The server over real sockets, with real threads.
class NatsServerTest {
  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();

  private final LogSink log =
      new LogSink() {
        @Override
        public void log(Level level, String text) {
          lines.add(level + " " + text);
        }

        @Override
        public boolean isEnabled(Level level) {
          return level != Level.TRACE;
        }
      };

  private static ServerConfig config(int loops) {
    return ServerConfig.builder()
        .listen(ListenAddress.loopback())
        .identity(Identity.named("under-test"))
        .loops(loops)
        .build();
  }

  /// Publishers of several loops send to the same subjects; every subscriber must read whole
  /// frames, each publisher's in order, none missing.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void everySubscriberReadsEveryFrameWholeAndInOrder(int loops) throws Exception {
    int publishers = 5;
    int subscribers = 3;
    int messages = 4_000;
    try (NatsServer server = NatsServer.start(config(loops), log);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> done = new ArrayList<>();
      List<Socket> connected = new ArrayList<>();
      for (int i = 0; i < subscribers; i++) {
        Socket socket = connect(server);
        connected.add(socket);
        command(socket, "SUB stress.> " + i + "\r\nPING\r\n");
        readUntil(socket.getInputStream(), "PONG\r\n");
        int sid = i;
        done.add(threads.submit(() -> readAll(socket, sid, publishers, messages)));
      }
      for (int i = 0; i < publishers; i++) {
        int number = i;
        done.add(threads.submit(publisher(server, number, messages)));
      }

      for (Future<?> each : done) {
        each.get();
      }

      for (Socket socket : connected) {
        socket.close();
      }
      assertThat(lines).noneMatch(line -> line.startsWith("ERROR"));
    }
  }

  private static Socket connect(NatsServer server) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    command(socket, "CONNECT {\"verbose\":false,\"pedantic\":false}\r\nPING\r\n");
    readUntil(socket.getInputStream(), "PONG\r\n");
    return socket;
  }

  private static void command(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
  }

  private static void readUntil(InputStream in, String end) throws IOException {
    StringBuilder seen = new StringBuilder();
    while (!seen.toString().endsWith(end)) {
      int b = in.read();
      assertThat(b).describedAs("more than " + seen).isNotNegative();
      seen.append((char) b);
    }
  }

  private static Callable<Boolean> publisher(NatsServer server, int number, int messages) {
    return () -> {
      try (Socket socket = connect(server)) {
        StringBuilder batch = new StringBuilder();
        for (int i = 0; i < messages; i++) {
          String payload = i + "-" + "p".repeat(i % 700);
          batch.append("PUB stress.").append(number).append(' ').append(payload.length());
          batch.append("\r\n").append(payload).append("\r\n");
          if (batch.length() > 3_000 * (number + 1)) {
            command(socket, batch.toString());
            batch.setLength(0);
          }
        }
        command(socket, batch + "PING\r\n");
        readUntil(socket.getInputStream(), "PONG\r\n");
      }
      return true;
    };
  }

  private static boolean readAll(Socket socket, int sid, int publishers, int messages)
      throws IOException {
    int[] next = new int[publishers];
    InputStream in = new java.io.BufferedInputStream(socket.getInputStream(), 1 << 16);
    for (int i = 0; i < publishers * messages; i++) {
      String[] words = line(in).split(" ", -1);
      if (words[0].equals("PING")) {
        i--;
        continue;
      }
      int publisher = Integer.parseInt(words[1].substring("stress.".length()));
      int number = next[publisher]++;
      String expected = number + "-" + "p".repeat(number % 700);
      assertThat(words).containsExactly("MSG", words[1], "" + sid, "" + expected.length());
      assertThat(new String(in.readNBytes(expected.length() + 2), US_ASCII))
          .isEqualTo(expected + "\r\n");
    }
    return true;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      assertThat(b).isNotNegative();
      line.append((char) b);
    }
    return line.substring(0, line.length() - 1);
  }

  @Test
  void portThatIsTakenIsRefusedWithTheWayOut() throws Exception {
    try (NatsServer first = NatsServer.start(config(1), log)) {
      ServerConfig same =
          config(1).change().listen(new ListenAddress(LOOPBACK, first.port())).build();

      assertThatThrownBy(() -> NatsServer.start(same, log))
          .isInstanceOf(ServerStartException.class)
          .hasMessageContaining(LOOPBACK + ":" + first.port())
          .hasMessageContaining("choose another with -p");
    }
  }

  @Test
  void closedServerEndsItsConnectionsAndThreadsAndFreesItsPort() throws Exception {
    NatsServer server = NatsServer.start(config(2), log);
    RawPeer peer = RawPeer.connect(LOOPBACK, server.port());

    server.close();

    peer.expectClosed();
    peer.close();
    Await.until(
        "the loops have ended",
        PATIENCE,
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("loop-")));
    NatsServer.start(
            config(1).change().listen(new ListenAddress(LOOPBACK, server.port())).build(), log)
        .close();
  }

  @Test
  void silentClientOfAProtectedServerIsSentAwayAfterTheAuthTimeout() throws Exception {
    ServerConfig secured =
        config(1)
            .change()
            .authentication(new AuthenticationConfig.Token(Secret.of("s3cr3t-token")))
            .build();
    try (NatsServer server = NatsServer.start(secured, log);
        RawPeer peer = RawPeer.connect(LOOPBACK, server.port())) {
      peer.expect("-ERR 'Authentication Timeout'\r\n");
      peer.expectClosed();

      assertThat(lines).noneMatch(line -> line.contains("s3cr3t"));
    }
  }
}
