package io.nuncio.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.Await;
import io.nuncio.testkit.RawPeer;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The file in which other programs look for the ports.
class PortsFileIT {
  @TempDir Path folder;

  @Test
  void itIsThereWhileTheServerListens() {
    try (var server = ServerUnderTest.start("--ports_file_dir", folder.toString())) {
      var file = folder.resolve("nats-server_" + server.pid() + ".ports");
      awaitText(file, "{\"nats\":[\"nats://127.0.0.1:" + server.port() + "\"]}");

      assertThat(server.stop()).isZero();

      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void everyInterfaceIsListedByItsAddress() throws IOException {
    int port = FreePort.find();
    try (var server =
        ServerProcess.startOnPort(
            ServerUnderTest.command(), port, "-a", "0.0.0.0", "--ports_file_dir", "" + folder)) {
      var file = folder.resolve("nats-server_" + server.pid() + ".ports");
      awaitText(file, "{\"nats\":[\"nats://127.0.0.1:" + port + "\"");

      assertThat(Files.readString(file)).endsWith("\"]}").doesNotContain("0.0.0.0", "%", " ");
    }
  }

  @Test
  void aFolderThatIsMissingIsAnErrorInTheLogAndNoMore() {
    var missing = folder.resolve("missing");
    try (var server = ServerUnderTest.start("--ports_file_dir", missing.toString())) {
      server.awaitLine("\\[ERR] Error writing ports file \\(" + missing);

      server.connect().handshake().close();
    }
  }

  private static void awaitText(Path file, String start) {
    Await.until(
        start,
        RawPeer.LIMIT,
        () -> {
          try {
            return Files.exists(file) && Files.readString(file).startsWith(start);
          } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
          }
        });
  }
}
