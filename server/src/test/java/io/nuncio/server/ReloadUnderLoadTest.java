package io.nuncio.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.auth.Secret;
import io.nuncio.config.AuthenticationConfig;
import io.nuncio.config.Limits;
import io.nuncio.config.ListenAddress;
import io.nuncio.config.ServerConfig;
import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// What a server keeps must not grow with the number of its reloads.
class ReloadUnderLoadTest {
  private static final int RELOADS = 100;
  private static final int MESSAGES_BETWEEN = 200;
  private static final String MESSAGE = "PUB load 3\r\nabc\r\n";

  private final List<String> faults = new CopyOnWriteArrayList<>();

  private final LogSink log =
      new LogSink() {
        @Override
        public void log(Level level, String text) {
          if (level == Level.ERROR || level == Level.FATAL) {
            faults.add(text);
          }
        }

        @Override
        public boolean isEnabled(Level level) {
          return true;
        }
      };

  private static ServerConfig config(int round) {
    return ServerConfig.builder()
        .listen(ListenAddress.loopback())
        .loops(2)
        .authentication(new AuthenticationConfig.Token(Secret.of("t")))
        .limits(Limits.defaults().withBytes(100_000 + round, 4096, 64 << 20))
        .build();
  }

  @Test
  void aHundredReloadsLeakNeitherThreadsNorBuffersAndLoseNoMessage() throws Exception {
    try (NatsServer server = NatsServer.start(config(0), log);
        Socket subscriber = connect(server);
        Socket publisher = connect(server)) {
      send(subscriber, "SUB load 1\r\nPING\r\n");
      await(subscriber, "PONG");
      int threads = Thread.activeCount();
      long buffers = directBuffers();

      for (int i = 1; i <= RELOADS; i++) {
        send(publisher, MESSAGE.repeat(MESSAGES_BETWEEN));
        assertThat(server.reload(config(i))).isInstanceOf(ReloadOutcome.Reloaded.class);
      }
      send(publisher, "PUB load 3\r\nend\r\n");

      assertThat(messagesUntilTheEnd(subscriber)).isEqualTo(RELOADS * MESSAGES_BETWEEN);
      assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads);
      assertThat(directBuffers()).isLessThanOrEqualTo(buffers);
      assertThat(faults).isEmpty();
    }
  }

  private static long directBuffers() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getCount)
        .sum();
  }

  private static Socket connect(NatsServer server) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(10_000);
    send(socket, "CONNECT {\"verbose\":false,\"auth_token\":\"t\"}\r\nPING\r\n");
    await(socket, "PONG");
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
  }

  private static void await(Socket socket, String start) throws IOException {
    while (!line(socket.getInputStream()).startsWith(start)) {
      // The next line is as good.
    }
  }

  private static int messagesUntilTheEnd(Socket socket) throws IOException {
    InputStream in = new java.io.BufferedInputStream(socket.getInputStream());
    int messages = 0;
    for (String line = line(in); !line.equals("end"); line = line(in)) {
      assertThat(line).doesNotStartWith("-ERR");
      messages += line.equals("abc") ? 1 : 0;
    }
    return messages;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      assertThat(b).describedAs("after " + line).isNotNegative();
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }
}
