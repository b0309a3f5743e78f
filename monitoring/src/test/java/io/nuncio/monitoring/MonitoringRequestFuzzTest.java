package io.nuncio.monitoring;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.config.MonitoringConfig;
import io.nuncio.config.MonitoringConfig.Access;
import io.nuncio.testkit.Fuzz;
import io.nuncio.testkit.ManualClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever bytes come to the monitoring port: the next good request is answered, nothing goes
/// wrong according to the log, and no thread is kept.
class MonitoringRequestFuzzTest {
  private static final String GOOD = "GET /varz HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final int LIMIT_MILLIS = 10_000;
  private static final int QUIET_MILLIS = 500;
  private static final int MOST_MORE_THREADS = 8;

  private final RecordedLog log = new RecordedLog();

  private MonitoringServer start() throws IOException {
    var config =
        new MonitoringConfig.Http(
            "127.0.0.1",
            0,
            false,
            "",
            new Access.Open(),
            List.of(),
            "",
            MonitoringConfig.Http.DEFAULT_METRICS_PREFIX);
    var environment = new MonitoringServer.Environment(log, new ManualClock(), new Random(1));
    MonitoringServer server = MonitoringServer.bind(config, environment);
    server.start(
        new TestSnapshots().client(1, 1),
        () -> {
          throw new AssertionError("this is not HTTPS");
        },
        "sha256:1");
    return server;
  }

  /// What is answered to `request` and then the end; at most its first bytes.
  private static String answer(MonitoringServer server, byte[] request, int patienceMillis)
      throws IOException {
    var answer = new byte[4_096];
    int length = 0;
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(patienceMillis);
      socket.getOutputStream().write(request);
      socket.shutdownOutput();
      length = Math.max(0, socket.getInputStream().readNBytes(answer, 0, answer.length));
    } catch (SocketTimeoutException noEnd) {
      return "open";
    } catch (IOException cutOff) {
      return "cut off";
    }
    return new String(answer, 0, length, ISO_8859_1);
  }

  @Test
  void anyRequestIsAnsweredOrDropped() throws IOException {
    try (MonitoringServer server = start()) {
      byte[] good = GOOD.getBytes(ISO_8859_1);
      assertThat(answer(server, good, LIMIT_MILLIS)).startsWith("HTTP/1.1 200 ");
      int threads = Thread.getAllStackTraces().size();
      fuzz()
          .run(input -> {
            log.lines().clear();
            String first = answer(server, input, QUIET_MILLIS);
            assertThat(answer(server, good, LIMIT_MILLIS)).startsWith("HTTP/1.1 200 ");
            assertThat(log.lines())
                .noneMatch(line -> line.startsWith("ERROR") || line.contains("xception"));
            return first.substring(0, Math.min(12, first.length()));
          });
      assertThat(Thread.getAllStackTraces().size()).isLessThan(threads + MOST_MORE_THREADS);
    }
  }

  private static Fuzz fuzz() {
    return new Fuzz("monitoring request")
        .rounds(300)
        .seeds(GOOD, "GET / HTTP/1.0\r\n\r\n", "GET http://localhost/connz?subs=1 HTTP/1.1\r\n\r\n")
        .seeds("POST /varz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello")
        .seeds(
            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")
        .seeds("GET /connz?cid=1 HTTP/1.1\r\nHost: [::1]:8222\r\nExpect: 100-continue\r\n\r\n")
        .seeds("HEAD /healthz HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic YTpi\r\n\r\n")
        .seeds("OPTIONS * HTTP/1.1\r\nHost: localhost\r\nOrigin: http://a\r\n\r\n" + GOOD)
        .seeds("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "CONNECT {}\r\nPING\r\n", "\26\3\1\0\245\1")
        .words(
            "GET ", " HTTP/1.1", "\r\n", "\n", "\r", ":", " ", "\t", "%", "%00", "%2e%2e", "/../")
        .words("Host: ", "Content-Length: ", "Transfer-Encoding: chunked", "Connection: close")
        .words(
            "\0", "\u00ff", "?", "&n=", "#", "//", "*", "Expect: 100-continue", "a".repeat(9_000));
  }
}
