package io.nuncio.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.contentOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nuncio.testkit.Await;
import io.nuncio.testkit.RawPeer;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The log at a syslog daemon.
class SyslogIT {
  private static final String PRIORITY_TIME_AND_HOST =
      "<[45]>\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(Z|[+-]\\d\\d:\\d\\d) \\S+ ";

  @TempDir Path folder;

  private final List<String> messages = new ArrayList<>();
  private DatagramSocket daemon;

  @BeforeEach
  void listen() throws IOException {
    daemon = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    daemon.setSoTimeout((int) RawPeer.LIMIT.toMillis());
  }

  @AfterEach
  void stopListening() {
    daemon.close();
  }

  @Test
  void everyLineIsADatagramWithItsLevelAndWithoutTheFormatOfFiles() throws IOException {
    try (var server = start("-r", url())) {
      awaitMessage("Server is ready");
      ServerUnderTest.run("--signal", "reopen=" + server.pid());
      awaitMessage("File log re-open ignored, not a file logger");
      server.stop();
      awaitMessage("Server Exiting..");

      String start = PRIORITY_TIME_AND_HOST + "nats-server\\[" + server.pid() + "]: ";
      assertThat(messages)
          .allMatch(each -> each.matches(start + ".+\n"))
          .anyMatch(each -> each.endsWith("]: Starting nats-server\n"))
          .anyMatch(each -> each.endsWith("]:   Version:  2.15.2\n"))
          .anyMatch(each -> each.endsWith("]: Trapped \"user defined signal 1\" signal\n"));
      assertThat(server.errorLines()).isEmpty();
    }
  }

  @Test
  void tracedLinesAreInformationalAndDebuggingOnesAreNot() throws IOException {
    try (var server = start("-DV", "--remote_syslog", url())) {
      try (var client = server.connect().handshake()) {
        client.send("PUB traced 2\r\nhi\r\nPING\r\n").expect("PONG\r\n");
        assertThat(awaitMessage("<<- [PUB traced 2]")).startsWith("<5>");
      }

      assertThat(awaitMessage("Client connection closed: Client Closed")).startsWith("<7>");
    }
  }

  @Test
  void aFileIsPreferredToADaemonElsewhere() throws IOException {
    var file = folder.resolve("server.log");
    try (var server = start("-r", url(), "-l", file.toString())) {
      Await.until(
          "the file",
          RawPeer.LIMIT,
          () -> Files.exists(file) && contentOf(file.toFile()).contains("Server is ready"));
      server.stop();
    }

    daemon.setSoTimeout(1);
    assertThatThrownBy(this::receive).isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void aDaemonElsewhereIsPreferredToTheOneOfThisMachine() throws IOException {
    try (var server = start("-s", "-r", url())) {
      assertThat(awaitMessage("Server is ready")).contains("[" + server.pid() + "]");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "udp://no-such-host.invalid:514",
        "udp://127.0.0.1",
        "udp://127.0.0.1:99999",
        "udp://127.0.0.1:syslog",
        "udp4://127.0.0.1:514",
        "http://127.0.0.1:514",
        "127.0.0.1:514",
        "localhost"
      })
  void whereNoDaemonCanBeIsRefused(String url) {
    var told = ServerUnderTest.run("-a", ServerProcess.HOST, "-p", "-1", "-r", url);

    assertThat(told.status()).as(told.toString()).isEqualTo(1);
    assertThat(told.errors()).isNotEmpty();
  }

  @Test
  void aMachineWithoutADaemonIsRefused() {
    assumeTrue(
        Stream.of("/dev/log", "/var/run/syslog").noneMatch(path -> Files.exists(Path.of(path))),
        "a syslog daemon runs here");

    var told = ServerUnderTest.run("-a", ServerProcess.HOST, "-p", "-1", "-s");

    assertThat(told.status()).as(told.toString()).isEqualTo(1);
    assertThat(String.join("\n", told.errors())).contains("syslog");
  }

  private String url() {
    return "udp://127.0.0.1:" + daemon.getLocalPort();
  }

  private static ServerProcess start(String... flags) throws IOException {
    return ServerProcess.startOnPort(ServerUnderTest.command(), FreePort.find(), flags);
  }

  /// Receives messages until there is one with `text`, and returns that.
  private String awaitMessage(String text) throws IOException {
    while (true) {
      String message = receive();
      messages.add(message);
      if (message.contains(text)) {
        return message;
      }
    }
  }

  private String receive() throws IOException {
    var packet = new DatagramPacket(new byte[65_536], 65_536);
    daemon.receive(packet);
    return new String(
        packet.getData(), packet.getOffset(), packet.getLength(), StandardCharsets.UTF_8);
  }
}
