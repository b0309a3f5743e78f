package io.nuncio.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.nats.client.support.JsonValue;
import io.nuncio.testkit.Await;
import io.nuncio.testkit.RawPeer;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The log as JSON lines, read by the JSON parser of a client.
class JsonLogIT {
  @TempDir Path folder;

  @BeforeAll
  static void onlyNuncioHasIt() {
    assumeFalse(ServerUnderTest.isReference(), "nats-server 2.15.2 writes text only");
  }

  @Test
  void everyLineOfABusyServerIsAnObjectWhateverClientsSend() throws IOException {
    var file = folder.resolve("server.log");
    try (var server = start("-DV", "--log_format", "json", "-l", file.toString())) {
      try (var client =
          server
              .connect()
              .handshake("'verbose':false,'name':'a\\u0000\\\\b\\u2028\\'c','lang':'é'")) {
        client.send("SUB quoted\".* 1\r\nPUB quoted\".x 10\r\n\"\r\n\\\0\u001b\u0085é\r\n");
        client.send(
            new byte[] {'P', 'U', 'B', ' ', 'x', ' ', '2', '\r', '\n', -1, -64, '\r', '\n'});
        client.expect("MSG quoted\".x 1 10\r\n\"\r\n\\\0\u001b\u0085é\r\n").expectNothingElse();
        client.send("no\u0001nsense\r\n").readUntil(got -> false, RawPeer.LIMIT);
      }
      server.stop();
    }

    List<JsonValue> lines = objects(List.of(file));
    assertThat(lines)
        .allSatisfy(line -> {
          assertThat(line.map.keySet()).containsExactlyInAnyOrder("time", "level", "pid", "msg");
          assertThat(JsonLines.text(line, "time"))
              .matches("\\d{4}(-\\d\\d){2}T\\d\\d(:\\d\\d){2}\\.\\d{6}(Z|[+-]\\d\\d:\\d\\d)");
        });
    assertThat(lines)
        .extracting(line -> JsonLines.text(line, "level"))
        .contains("info", "warn", "error", "debug", "trace");
    assertThat(lines)
        .extracting(line -> JsonLines.text(line, "msg"))
        .contains("Starting nats-server", "Server Exiting..")
        .anyMatch(text -> text.contains("<<- [PUB quoted\".x 10]"));
  }

  @Test
  void filesThatWerePutAsideOrOpenedAgainHoldWholeObjects() throws IOException {
    var file = folder.resolve("server.log");
    var config = folder.resolve("nats.conf");
    Files.writeString(
        config,
        "log_format: json\nlogtime_utc: true\nlogfile: \"%s\"\nlogfile_size_limit: 300\n"
            .formatted(file));
    try (var server = start("-c", config.toString())) {
      Await.until("a second file", RawPeer.LIMIT, () -> files().size() > 1);
      ServerUnderTest.run("--signal", "reopen=" + server.pid());
      Await.until(
          "the file again",
          RawPeer.LIMIT,
          () -> files().stream().anyMatch(each -> holds(each, "File log re-opened")));
      server.stop();
    }

    assertThat(objects(files()))
        .extracting(line -> JsonLines.text(line, "time"))
        .allMatch(time -> time.endsWith("Z"));
    assertThat(contentOf(file.toFile())).endsWith("\n");
  }

  @Test
  void anotherFormatHoldsFromALineOn() throws IOException {
    var config = Files.writeString(folder.resolve("nats.conf"), "");
    var file = folder.resolve("server.log");
    try (var server = start("-c", config.toString(), "-l", file.toString(), "-T=false")) {
      Files.writeString(config, "log_format: json\n");
      ServerUnderTest.run("--signal", "reload=" + server.pid());
      Await.until("the reload", RawPeer.LIMIT, () -> holds(file, "Reloaded server config"));

      assertThat(contentOf(file.toFile()).lines().toList())
          .contains("[" + server.pid() + "] [INF] Reloaded: log_format = json")
          .last()
          .asString()
          .startsWith(
              "{\"level\":\"info\",\"pid\":%d,\"msg\":\"Reloaded server configuration"
                  .formatted(server.pid()));
    }
  }

  @Test
  void aSyslogGetsTheObjectsAsTexts() throws IOException {
    try (var daemon = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      daemon.setSoTimeout((int) RawPeer.LIMIT.toMillis());
      String url = "udp://127.0.0.1:" + daemon.getLocalPort();
      try (var server = start("--log_format", "json", "-r", url)) {
        var packet = new DatagramPacket(new byte[65_536], 65_536);
        daemon.receive(packet);
        var message = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);

        assertThat(message).startsWith("<5>").contains("nats-server[" + server.pid() + "]: {");
        assertThat(JsonLines.text(JsonLines.object(message.substring(message.indexOf('{'))), "msg"))
            .isEqualTo("Starting nats-server");
      }
    }
  }

  private static ServerProcess start(String... flags) throws IOException {
    return ServerProcess.startOnPort(ServerUnderTest.command(), FreePort.find(), flags);
  }

  private static boolean holds(Path file, String text) {
    return Files.exists(file) && contentOf(file.toFile()).contains(text);
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(each -> each.getFileName().toString().startsWith("server.log")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<JsonValue> objects(List<Path> files) {
    return files.stream().flatMap(file -> JsonLines.of(file).stream()).toList();
  }
}
