package io.nuncio.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.nuncio.testkit.RawPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Starts as the test harnesses of client libraries make them: with more than the port for clients
/// in every file, with a folder for streams although there are none, and with an eye on the words
/// of an error.
class HarnessStartIT {
  private static final String HARNESS =
      """
      host: "127.0.0.1"
      port: -1
      http: "127.0.0.1:-1"
      leafnodes {
        listen: "127.0.0.1:-1"
      }
      websocket {
        port: -1
        no_tls: true
      }
      """;

  @TempDir Path folder;

  private Path harness(String more) throws IOException {
    return Files.writeString(folder.resolve("nats.conf"), HARNESS + more);
  }

  @Test
  void furtherDoorsDoNotKeepClientsOfThePlainPortOut() throws IOException {
    try (var server = ServerUnderTest.start("-c", harness("").toString());
        RawPeer client = server.connect().handshake()) {
      client.send("SUB a 1\r\nPUB a 2\r\nhi\r\n").expect("MSG a 1 2\r\nhi\r\n");
    }
  }

  @Test
  void reloadGoesByFurtherDoorsToo() throws Exception {
    Path conf = harness("max_payload: 1000\n");
    try (var server = ServerUnderTest.start("-c", conf.toString())) {
      harness("max_payload: 500\n");

      assertThat(ReloadSignal.reload(server)).contains("Reloaded server configuration");
    }
  }

  @Test
  void warningSaysThatADoorStaysShut() throws IOException {
    assumeFalse(ServerUnderTest.isReference(), "it opens them");
    Path conf = harness("");
    try (var server = ServerUnderTest.start("-c", conf.toString())) {
      assertThat(server.errorLines())
          .anyMatch(
              line -> line.endsWith(conf + ":4:1: leafnodes is not built yet: its port stays shut"))
          .anyMatch(line ->
              line.endsWith(conf + ":7:1: websocket is not built yet: its port stays shut"));
    }
  }

  @Test
  void folderForStreamsIsNoReasonToRefuse() {
    try (var server = ServerUnderTest.start("--store_dir", folder.toString());
        RawPeer client = server.connect().handshake()) {
      client.send("PING\r\n").expect("PONG\r\n");
    }
  }

  @Test
  void brokenFileIsCalledAParseErrorWithItsLine() throws IOException {
    Path conf =
        Files.writeString(
            folder.resolve("broken.conf"), "{\n  \"port\": : \"invalid syntax\"\n}\n");

    var finished = ServerUnderTest.run("-c", conf.toString());

    assertThat(finished.status()).isEqualTo(1);
    assertThat(String.join("\n", finished.errors()))
        .contains("Parse error")
        .containsPattern("line 2|:2:13");
  }
}
