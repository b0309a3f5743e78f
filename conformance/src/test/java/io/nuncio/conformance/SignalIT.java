package io.nuncio.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.RawPeer;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Telling a running server what to do. Always by its pid: who runs the tests may run a server.
class SignalIT {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"term, terminated", "quit, interrupt"})
  void aServerEndsWhenToldByItsPidFile(String command, String signal) {
    var file = folder.resolve("server.pid");
    try (var server = ServerUnderTest.start("-P", file.toString())) {
      var told = ServerUnderTest.run("--signal", command + "=" + file);

      assertThat(told.status()).as(told.toString()).isZero();
      assertThat(told.output()).isEmpty();
      assertThat(server.awaitExit()).isZero();
      assertThat(String.join("\n", server.errorLines()))
          .contains("Trapped \"" + signal + "\" signal", "Initiating Shutdown...");
    }
  }

  /// As `nohup` starts a program, and a script what it puts in the background.
  @Test
  void signalsThatWereIgnoredWhenItWasStartedAreHeeded() throws IOException {
    Path script = folder.resolve("start");
    Files.writeString(script, "trap '' HUP INT\nexec \"$@\"\n");
    List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
    command.addAll(ServerUnderTest.command());
    Path file = Files.writeString(folder.resolve("nats.conf"), "debug: false\n");
    try (var server = ServerProcess.start(command, "-c", file.toString())) {
      server.awaitLine("Server is ready$");

      assertThat(ReloadSignal.reload(server)).contains("Reloaded server configuration");
      ServerUnderTest.run("--signal", "quit=" + server.pid());
      assertThat(server.awaitExit()).isZero();
    }
  }

  @Test
  void stopEndsItWithoutAWord() {
    try (var server = ServerUnderTest.start()) {
      assertThat(ServerUnderTest.run("-sl", "stop=" + server.pid()).status()).isZero();

      assertThat(server.awaitExit()).isEqualTo(128 + 9);
      assertThat(server.errorLines()).noneMatch(line -> line.contains("Trapped"));
    }
  }

  @Test
  void aPrefixFindsItByItsName() {
    try (var server = ServerUnderTest.start()) {
      server.awaitLine("Server is ready$");

      // Harmless to a server of somebody else whose pid begins alike.
      assertThat(ServerUnderTest.run("-sl=reopen=" + server.pid() + "*").status()).isZero();

      server.awaitLine("Trapped \"user defined signal 1\" signal$");
    }
  }

  @Test
  void reopeningALogThatIsNoFileIsIgnored() {
    try (var server = ServerUnderTest.start()) {
      ServerUnderTest.run("-sl", "reopen=" + server.pid());

      server.awaitLine("\\[INF] Trapped \"user defined signal 1\" signal$");
      server.awaitLine("\\[INF] File log re-open ignored, not a file logger$");
      server.connect().handshake().close();
    }
  }

  @Test
  void lameDuckModeEndsAtOnceWithoutClients() {
    try (var server = ServerUnderTest.start()) {
      ServerUnderTest.run("-sl", "ldm=" + server.pid());

      assertThat(server.awaitExit()).isZero();
      assertThat(String.join("\n", server.errorLines()))
          .containsSubsequence(
              "Trapped \"user defined signal 2\" signal",
              "Entering lame duck mode, stop accepting new clients",
              "Server Exiting..");
    }
  }

  @Test
  void terminationDoesNotHurryLameDuckModeButInterruptionDoes() {
    try (var server = ServerUnderTest.start();
        var client = server.connect().handshake()) {
      ServerUnderTest.run("-sl", "ldm=" + server.pid());
      server.awaitLine("Entering lame duck mode");
      ServerUnderTest.run("-sl", "term=" + server.pid());
      server.awaitLine("Trapped \"terminated\" signal");
      assertThat(server.isRunning()).isTrue();

      ServerUnderTest.run("-sl", "quit=" + server.pid());

      assertThat(server.awaitExit()).isZero();
      client.readUntil(got -> false, RawPeer.LIMIT);
      assertThat(client.closedByServer()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bogus=999999999, unknown signal \"bogus\"",
    "stop=abc, invalid pid: abc",
    "stop=abc*, invalid pid: abc",
    "stop=1=2=3, invalid signal parameters: [2 3]",
  })
  void whatCannotBeDoneIsSaid(String value, String message) {
    var told = ServerUnderTest.run("--signal", value);

    assertThat(told.status()).isEqualTo(1);
    assertThat(String.join("\n", told.errors())).startsWith("nats-server: " + message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"term", "reload", "ldm"})
  void aProcessThatIsGoneIsSaid(String command) throws IOException {
    long pid;
    try (ServerProcess server = ServerUnderTest.start()) {
      pid = server.pid();
    }
    var file = Files.writeString(folder.resolve("old.pid"), Long.toString(pid));

    var told = ServerUnderTest.run("--signal", command + "=" + file);

    assertThat(told.status()).isEqualTo(1);
    assertThat(told.errors())
        .containsExactly(
            "nats-server: ", "signal \"%s\" %d: no such process".formatted(command, pid));
  }
}
