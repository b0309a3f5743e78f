package io.nuncio.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import io.nuncio.testkit.Await;
import io.nuncio.testkit.RawPeer;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The server as a process: flags, signals, exit status, files and log lines that others wait for.
class ProcessIT {
  @Test
  void terminationSignalEndsItWithStatusZero() {
    try (var server = ServerUnderTest.start();
        var client = server.connect().handshake()) {
      assertThat(server.stop()).isZero();

      client.expectClosed();
    }
  }

  @Test
  void portIsFreeAgainAtOnce() {
    int port;
    try (var server = ServerUnderTest.start();
        var client = server.connect().handshake()) {
      port = server.port();
      server.stop();
      client.expectClosed();
    }

    try (var again = ServerProcess.startOnPort(ServerUnderTest.command(), port)) {
      assertThat(InfoLine.of(again.connect().info()).number("port")).isEqualTo(port);
    }
  }

  @Test
  void killedServerLeavesThePortToItsSuccessor() {
    int port;
    try (var server = ServerUnderTest.start();
        var client = server.connect().handshake()) {
      port = server.port();
      server.kill();
      client.expectClosed();
    }

    ServerProcess.startOnPort(ServerUnderTest.command(), port).close();
  }

  @Test
  void takenPortEndsItWithStatusOneAndAMessage() {
    try (var server = ServerUnderTest.start()) {
      var port = Integer.toString(server.port());

      var second = ServerUnderTest.run("-a", ServerProcess.HOST, "-p", port);

      assertThat(second.status()).isEqualTo(1);
      assertThat(String.join("\n", second.errors()))
          .contains(port)
          .containsIgnoringCase("address already in use");
      server.connect().handshake().close();
    }
  }

  @Test
  void pidFileHoldsThePidAndNothingElse(@TempDir Path folder) throws IOException {
    var file = folder.resolve("server.pid");

    try (var server = ServerUnderTest.start("-P", file.toString())) {
      assertThat(Files.readString(file)).isEqualTo(Long.toString(server.pid()));
    }
  }

  @Test
  void randomPortIsLoggedAndThenReadiness() {
    try (var server = ServerUnderTest.start()) {
      server.awaitLine("Server is ready$");

      assertThat(String.join("\n", server.errorLines()))
          .containsSubsequence(
              "Listening for client connections on 127.0.0.1:" + server.port(), "Server is ready");
      assertThat(server.outputLines()).isEmpty();
    }
  }

  @Test
  void logLineNamesPidTimeAndLevel() {
    try (var server = ServerUnderTest.start()) {
      assertThat(server.awaitLine("Server is ready$"))
          .matches(
              "\\[%d] \\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6} \\[INF] Server is ready"
                  .formatted(server.pid()));
    }
  }

  @Test
  void logCanGoToAFile(@TempDir Path folder) throws IOException {
    var file = folder.resolve("server.log");

    try (var server =
        ServerProcess.startOnPort(
            ServerUnderTest.command(), FreePort.find(), "-l", file.toString())) {
      var listening = "Listening for client connections on 127.0.0.1:" + server.port();

      Await.until(
          "the log to say that it is listening",
          RawPeer.LIMIT,
          () -> contentOf(file.toFile()).contains(listening));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-v", "--version", "-version"})
  void versionIsTheFirstLineAndNothingStarts(String flag) {
    var finished = ServerUnderTest.run(flag);

    assertThat(finished.status()).isZero();
    assertThat(finished.output().getFirst()).isEqualTo("nats-server: v2.15.2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-h", "--help", "-help"})
  void helpNamesTheFlags(String flag) {
    var finished = ServerUnderTest.run(flag);

    assertThat(finished.status()).isZero();
    assertThat(String.join("\n", finished.output()))
        .contains("Usage: nats-server", "--port", "--auth", "--help");
  }

  @Test
  void traceShowsOperationsBothWays() {
    try (var server = ServerUnderTest.start("-DV");
        var client = server.connect().handshake()) {
      client.send("SUB foo 1\r\nPUB foo 2\r\nhi\r\nUNSUB 1\r\n").expect("MSG foo 1 2\r\nhi\r\n");
      client.expectNothingElse();

      server.awaitLine("\\[TRC] .*<<- \\[SUB foo 1]$");
      server.awaitLine("\\[TRC] .*<<- \\[PUB foo 2]$");
      server.awaitLine("\\[TRC] .*->> \\[MSG foo 1 2]$");
      server.awaitLine("\\[TRC] .*<<- \\[UNSUB 1]$");
      server.awaitLine("\\[TRC] .*<<- \\[PING]$");
      server.awaitLine("\\[DBG] .*Client connection created");
    }
  }

  @Test
  void nothingIsTracedUnlessAskedFor() {
    try (var server = ServerUnderTest.start();
        var client = server.connect().handshake()) {
      client.send("SUB foo 1\r\n").expectNothingElse();
      server.stop();

      assertThat(server.errorLines()).noneMatch(line -> line.matches(".*\\[(TRC|DBG)].*"));
    }
  }

  @Test
  void flagsTakeOneDashOrTwoAndAnEqualsSign() throws IOException {
    int port = FreePort.find();
    var command = new ArrayList<>(ServerUnderTest.command());
    command.add("--addr=" + ServerProcess.HOST);

    try (var server = ServerProcess.startOnPort(command, port, "-name=equals", "-port=" + port);
        var client = server.connect()) {
      assertThat(InfoLine.of(client.info()).fields()).containsEntry("server_name", "\"equals\"");
    }
  }
}
