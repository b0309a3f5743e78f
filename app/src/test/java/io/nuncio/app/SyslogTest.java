package io.nuncio.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuncio.config.LogConfig;
import io.nuncio.server.events.Level;
import io.nuncio.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Log lines on their way to a syslog daemon.
@Timeout(30)
class SyslogTest {
  private static final Instant TIME = Instant.parse("2026-11-21T18:31:29Z");
  private static final String PREFIX = "Nov 21 18:31:29 nats-server[4242]: ";

  @TempDir Path folder;

  private Path path = Path.of("");

  @BeforeEach
  void nameTheSocket() {
    path = folder.resolve("log");
  }

  @Test
  void eachLineIsADatagramToTheDaemonOfThisMachine() throws IOException {
    try (var daemon = new UnixDatagramReceiver(path);
        var log = local()) {
      log.log(Level.INFO, "one");
      log.log(Level.ERROR, "two é");

      assertThat(daemon.next()).isEqualTo("<29>" + PREFIX + "one\n");
      assertThat(daemon.next()).isEqualTo("<27>" + PREFIX + "two é\n");
    }
  }

  @Test
  void aDaemonThatWasRestartedGetsEveryLine() throws IOException {
    var first = new UnixDatagramReceiver(path);
    try (var log = local()) {
      log.log(Level.INFO, "one");
      assertThat(first.next()).endsWith("one\n");
      first.close();

      try (var second = new UnixDatagramReceiver(path)) {
        log.log(Level.INFO, "two");
        log.log(Level.INFO, "three");

        assertThat(second.next()).endsWith(": two\n");
        assertThat(second.next()).endsWith(": three\n");
      }
    }
  }

  @Test
  void linesLoggedWithoutADaemonAreCounted() throws IOException {
    var first = new UnixDatagramReceiver(path);
    var target = Syslog.connect(SyslogFormat.local(4242, ZoneOffset.UTC), opener());
    first.close();

    target.write(line("lost"));
    target.write(line("lost too"));
    assertThat(target.takeLost()).isEqualTo(2);

    try (var second = new UnixDatagramReceiver(path)) {
      target.write(line("not lost"));

      assertThat(second.next()).endsWith(": not lost\n");
      assertThat(target.takeLost()).isZero();
    }
    target.close();
  }

  @Test
  void howManyLinesWereLostIsSaidToTheNextDaemon() throws IOException {
    var failures = new AtomicInteger();
    var first = new UnixDatagramReceiver(path);
    try (var log = start(SyslogFormat.local(4242, ZoneOffset.UTC), counting(failures))) {
      first.close();
      for (int lines = 1; lines <= 3; lines++) {
        // Each time the line, and then the notice that it is lost.
        int expected = 2 * lines;
        log.log(Level.INFO, "lost");
        Await.until("two failures more", Duration.ofSeconds(10), () -> failures.get() == expected);
      }

      try (var second = new UnixDatagramReceiver(path)) {
        log.log(Level.INFO, "back");

        assertThat(second.next()).endsWith(": back\n");
        assertThat(second.next()).isEqualTo("<28>" + PREFIX + "3 log lines dropped\n");
      }
    }
  }

  @Test
  void whereNobodyListensIsSaidWithTheReasons() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Path stream = folder.resolve("stream");
    try (var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(UnixDomainSocketAddress.of(stream));

      assertThatThrownBy(() -> new LocalSyslog(List.of(path, file, stream)).open())
          .isInstanceOf(IOException.class)
          .hasMessage(
              "no syslog daemon takes datagrams on this machine (%s: No such file or directory,"
                  + " %s: Connection refused, %s: Protocol wrong type for socket); start one, or"
                  + " log to a file by -l",
              path, file, stream);
    }
  }

  @Test
  void theFirstPathThatSomebodyListensOnIsTaken() throws IOException {
    try (var daemon = new UnixDatagramReceiver(path);
        var connection = new LocalSyslog(List.of(folder.resolve("none"), path)).open()) {
      connection.send(new byte[] {'x'});

      assertThat(daemon.next()).isEqualTo("x");
    }
  }

  @Test
  void aPathThatNoSocketCanHaveIsRefused() {
    Path longer = folder.resolve("x".repeat(104));

    assertThatThrownBy(() -> UnixDatagramSocket.connectedTo(longer.toString()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("104 bytes");
  }

  @Test
  void eachLineIsADatagramToADaemonElsewhere() throws IOException {
    try (var daemon = DatagramChannel.open()) {
      daemon.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int port = ((InetSocketAddress) daemon.getLocalAddress()).getPort();
      try (var log = start(SyslogFormat.remote(7, ZoneOffset.UTC, "earth"), udp(port))) {
        log.log(Level.INFO, "one");
        log.log(Level.WARN, "two");

        String start = "2026-11-21T18:31:29Z earth nats-server[7]: ";
        assertThat(receive(daemon)).isEqualTo("<5>" + start + "one\n");
        assertThat(receive(daemon)).isEqualTo("<4>" + start + "two\n");
      }
    }
  }

  @Test
  void theLongestMessageFitsIntoADatagram() throws IOException {
    try (var daemon = DatagramChannel.open()) {
      daemon.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int port = ((InetSocketAddress) daemon.getLocalAddress()).getPort();
      var format = SyslogFormat.remote(7, ZoneOffset.UTC, "earth");
      try (var target = Syslog.connect(format, udp(port))) {
        target.write(line("x".repeat(100_000)));

        assertThat(receive(daemon)).hasSize(SyslogFormat.MAX_MESSAGE_BYTES);
        assertThat(target.takeLost()).isZero();
      }
    }
  }

  @Test
  void aHostWithoutAnAddressIsRefused() {
    assertThatThrownBy(() -> new UdpSyslog.Opener("no-such-host.invalid", 514).open())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no-such-host.invalid");
  }

  private NatsLogWriter local() throws IOException {
    return start(SyslogFormat.local(4242, ZoneOffset.UTC), opener());
  }

  private SyslogConnection.Opener opener() {
    return new LocalSyslog(List.of(path));
  }

  private SyslogConnection.Opener counting(AtomicInteger failures) {
    return () -> {
      try {
        return opener().open();
      } catch (IOException counted) {
        failures.incrementAndGet();
        throw counted;
      }
    };
  }

  private static SyslogConnection.Opener udp(int port) {
    return new UdpSyslog.Opener(InetAddress.getLoopbackAddress().getHostAddress(), port);
  }

  private static NatsLogWriter start(SyslogFormat format, SyslogConnection.Opener opener)
      throws IOException {
    var target = Syslog.connect(format, opener);
    var log = new NatsLogWriter(LogConfig.of(true, true), () -> TIME, target);
    log.start();
    return log;
  }

  private static LogLine line(String text) {
    return new LogLine(TIME, Level.INFO, text);
  }

  private static String receive(DatagramChannel daemon) throws IOException {
    var buffer = ByteBuffer.allocate(128 * 1024);
    daemon.receive(buffer);
    return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
  }
}
