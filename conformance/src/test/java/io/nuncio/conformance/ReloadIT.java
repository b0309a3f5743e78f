package io.nuncio.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.nuncio.testkit.Await;
import io.nuncio.testkit.RawPeer;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `HUP`: the configuration file is read again, and holds as a whole or not at all.
class ReloadIT {
  private static final String CANARY = "canary-token-31415926535897932384";

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("nats.conf");
  }

  private ServerProcess start(String config, String... flags) {
    write(config);
    String[] all = new String[flags.length + 2];
    all[0] = "-c";
    all[1] = file.toString();
    System.arraycopy(flags, 0, all, 2, flags.length);
    return ServerUnderTest.start(all);
  }

  private void write(String config) {
    try {
      Files.writeString(file, config);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Lets `config` hold, and waits until the server says that it does or why it does not.
  private String reload(ServerProcess server, String config) {
    write(config);
    return ReloadSignal.reload(server);
  }

  private static List<String> reports(ServerProcess server) {
    return server.errorLines().stream()
        .filter(line -> line.matches(".*] Reload(ed)?: .*"))
        .map(line -> line.replaceFirst(".*\\[INF] ", ""))
        // The reference server reports these two at every reload.
        .filter(line -> !line.matches("Reloaded: (authorization users|accounts)"))
        .toList();
  }

  @Test
  void everyChangeIsReportedInALineOfItsOwn() {
    try (var server = start("max_payload: 1000\n")) {
      String answer =
          reload(
              server,
              """
              max_payload: 2000
              max_connections: 100
              max_control_line: 2048
              ping_interval: "1m"
              ping_max: 5
              write_deadline: "3s"
              client_advertise: "example.com:1"
              no_fast_producer_stall: true
              server_tags: [a]
              server_metadata { b: "c" }
              connect_error_reports: 7
              max_traced_msg_len: 11
              authorization { timeout: 1.5 }
              """);

      assertThat(answer).containsPattern("Reloaded server configuration \\(sha256:[0-9a-f]{64}\\)");
      assertThat(reports(server))
          .containsExactly(
              "Reload: client_advertise = example.com:1",
              "Reloaded: max_connections = 100",
              "Reloaded: ping_interval = 1m0s",
              "Reloaded: ping_max = 5",
              "Reloaded: authorization timeout = 1.5",
              "Reloaded: max_control_line = 2048",
              "Reloaded: max_payload = 2000",
              "Reloaded: fast producers will not be stalled",
              "Reloaded: write_deadline = 3s",
              "Reloaded: max_traced_msg_len = 11",
              "Reloaded: connect_error_reports = 7",
              "Reloaded: tags",
              "Reloaded: metadata");
    }
  }

  @Test
  void aSmallerMaximumHoldsForConnectedClients() {
    try (var server = start("max_payload: 1000\n");
        RawPeer client = server.connect().handshake().ignoringNoise()) {
      reload(server, "max_payload: 10\n");

      client.send("PUB a 11\r\n");

      assertThat(client.readUntil(text -> text.contains("-ERR"), RawPeer.LIMIT))
          .contains("-ERR 'Maximum Payload Violation'\r\n");
    }
  }

  @Test
  void clientsWithoutTheNewTokenAreSentAwayAndThoseWithItStay() {
    try (var server = start("authorization { token: old }\n");
        RawPeer leaving = server.connect().connectWithToken("old").ignoringNoise()) {
      reload(server, "authorization { token: fresh }\n");

      assertThat(leaving.readUntil(text -> text.contains("-ERR"), RawPeer.LIMIT))
          .contains("-ERR 'Authorization Violation'\r\n");
      try (RawPeer staying = server.connect().connectWithToken("fresh").ignoringNoise()) {
        reload(server, "authorization { token: fresh }\nmax_payload: 5000\n");
        staying.send("PING\r\n");
        assertThat(staying.readUntil(text -> text.contains("PONG"), RawPeer.LIMIT))
            .doesNotContain("-ERR");
      }
    }
  }

  @Test
  void surplusClientsAreSentAway() {
    try (var server = start("max_connections: 10\n");
        RawPeer one = server.connect().handshake().ignoringNoise();
        RawPeer two = server.connect().handshake().ignoringNoise()) {
      reload(server, "max_connections: 1\n");
      server.awaitLine("Closed 1 connections to fall within max_connections$");

      assertThat(isToldWhy(one)).isNotEqualTo(isToldWhy(two));
    }
  }

  private static boolean isToldWhy(RawPeer peer) {
    peer.send("PING\r\n");
    return peer.readUntil(text -> text.contains("PONG") || text.contains("-ERR"), RawPeer.LIMIT)
        .contains("-ERR 'maximum connections exceeded'");
  }

  @Test
  void aMistakeLeavesEverythingAsItWas() {
    try (var server = start("authorization { token: \"" + CANARY + "\" }\n")) {
      String answer =
          reload(server, "authorization { token: \"" + CANARY + "2\" }\nmax_payloads: 5\n");

      assertThat(answer)
          .contains("Failed to reload server configuration: ", "nats.conf:2:1", "max_payloads");
      server.connect().connectWithToken(CANARY).close();
      assertThat(reports(server)).isEmpty();
      assertThat(server.errorLines()).noneMatch(line -> line.contains("canary"));
    }
  }

  @Test
  void whatNeedsARestartIsNamedAndNothingElseHoldsEither() {
    assumeFalse(ServerUnderTest.isReference(), "it names the first, by its name in the program");
    try (var server = start("authorization { token: \"" + CANARY + "\" }\n")) {
      String answer =
          reload(
              server,
              """
              server_name: other
              max_pending: 32MB
              max_payload: 5
              authorization { token: "%s-too" }
              """
                  .formatted(CANARY));

      assertThat(answer)
          .contains(
              "Failed to reload server configuration: server_name needs a restart",
              "max_pending needs a restart (running with 67108864, configured is 33554432)",
              "nothing was changed");
      server.connect().connectWithToken(CANARY).close();
      assertThat(server.errorLines()).noneMatch(line -> line.contains("canary"));
    }
  }

  @Test
  void flagsStillOverrideTheFile() {
    try (var server = start("max_payload: 10\n", "--auth", "flag")) {
      reload(server, "max_payload: 20\nauthorization { token: file }\n");

      server.connect().connectWithToken("flag").close();
      assertThat(reports(server)).containsExactly("Reloaded: max_payload = 20");
    }
  }

  @Test
  void withoutAFileThereIsNothingToReload() {
    try (var server = ServerUnderTest.start()) {
      assertThat(ReloadSignal.reload(server))
          .endsWith(
              "Failed to reload server configuration: can only reload config when a file is"
                  + " provided using -c or --config");
    }
  }

  @Test
  void theLogGoesOnInTheSamePlaceWithoutTimes() {
    try (var server = start("")) {
      assertThat(reload(server, "logtime: false\n"))
          .startsWith("[" + server.pid() + "] [INF] Reloaded server configuration");
    }
  }

  @Test
  void theLogComesBackToStandardError() {
    Path log = folder.resolve("server.log");
    try (var server = start("")) {
      write("log_file: \"" + log + "\"\n");
      ReloadSignal.send(server);
      Await.until("the log file", RawPeer.LIMIT, () -> holds(log, "Reloaded server config"));

      reload(server, "debug: true\n");

      server.connect().handshake().close();
      server.awaitLine("\\[DBG] Client connection created|Client connection closed");
    }
  }

  @Test
  void theLogGoesOnInAnotherFileWithOtherLines() throws IOException {
    Path first = folder.resolve("first.log");
    Path second = folder.resolve("second.log");
    write("log_file: \"" + first + "\"\n");
    try (var server =
        ServerProcess.startOnPort(
            ServerUnderTest.command(), FreePort.find(), "-c", file.toString())) {
      write("log_file: \"" + second + "\"\ndebug: true\n");
      ReloadSignal.send(server);
      Await.until("the second log", RawPeer.LIMIT, () -> holds(second, "Reloaded server config"));
      server.connect().handshake().close();
      Await.until("a debug line", RawPeer.LIMIT, () -> holds(second, "[DBG] "));
    }
    assertThat(first).content().contains("Reloaded: log_file = " + second);
    assertThat(first).content().doesNotContain("[DBG]");
  }

  private static boolean holds(Path log, String text) {
    try {
      return Files.exists(log) && Files.readString(log).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void tracingBeginsAndEndsForConnectedClients() {
    try (var server = start("");
        RawPeer client = server.connect().handshake().ignoringNoise()) {
      reload(server, "trace: true\n");
      client.send("SUB traced 1\r\nPING\r\n");
      server.awaitLine("<<- \\[SUB traced 1]");

      reload(server, "trace: false\n");
      client.send("SUB silent 2\r\nPUB silent 0\r\n\r\n");
      client.readUntil(text -> text.contains("MSG silent 2 0"), RawPeer.LIMIT);

      assertThat(server.errorLines()).noneMatch(line -> line.contains("SUB silent"));
    }
  }

  @Test
  void pidAndPortsFilesMoveWithTheConfiguration() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Path pid = folder.resolve("new.pid");
    try (var server = start("ports_file_dir: \"" + folder + "\"\n")) {
      server.awaitLine("Server is ready$");
      Path before = ports(folder, server);
      Await.until("the first ports file", RawPeer.LIMIT, () -> Files.exists(before));

      reload(server, "ports_file_dir: \"" + other + "\"\npid_file: \"" + pid + "\"\n");

      assertThat(ports(other, server)).exists();
      assertThat(before).doesNotExist();
      assertThat(pid).hasContent(Long.toString(server.pid()));
    }
  }

  @Test
  void aFileThatCannotBeWrittenLeavesEverythingAsItWas() {
    assumeFalse(ServerUnderTest.isReference(), "it lets the rest hold");
    Path pid = folder.resolve("new.pid");
    try (var server = start("max_payload: 1000\n")) {
      String answer =
          reload(
              server,
              "max_payload: 2000\npid_file: \"%s\"\nports_file_dir: \"%s\"\n"
                  .formatted(pid, folder.resolve("missing")));

      assertThat(answer).contains("Failed to reload server configuration: Error writing ports");
      assertThat(pid).doesNotExist();
      assertThat(reports(server)).isEmpty();
    }
  }

  private static Path ports(Path folder, ServerProcess server) {
    return folder.resolve("nats-server_" + server.pid() + ".ports");
  }

  @Test
  void aHundredReloadsUnderLoadCostNobodyAnything() throws IOException {
    try (var server = start(config(0), "-T=false");
        RawPeer subscriber = server.connect().connectWithToken("t").ignoringNoise();
        RawPeer publisher = server.connect().connectWithToken("t").ignoringNoise()) {
      subscriber.send("SUB load 1\r\nPING\r\n");
      subscriber.readUntil(text -> text.contains("PONG"), RawPeer.LIMIT);
      reload(server, config(1));
      long threads = entries(server, "task");
      long descriptors = entries(server, "fd");

      int sent = 0;
      for (int i = 2; i < 102; i++) {
        publisher.send("PUB load 3\r\nabc\r\n".repeat(50));
        write(config(i));
        ReloadSignal.send(server);
        publisher.send("PUB load 3\r\nabc\r\n".repeat(50));
        sent += 100;
        int done = i;
        Await.until(
            "reload " + i,
            Duration.ofSeconds(20),
            () -> ReloadSignal.answers(server).size() >= done);
      }

      publisher.send("PUB load 3\r\nend\r\n");
      String all = subscriber.readUntil(text -> text.endsWith("end\r\n"), RawPeer.LIMIT);
      assertThat(all.split("\r\nabc\r\n", -1)).hasSize(sent + 1);
      assertThat(all).doesNotContain("-ERR");
      assertThat(publisher.closedByServer()).isFalse();
      assertThat(server.errorLines()).noneMatch(line -> line.matches(".*\\[(ERR|FTL)].*"));
      assertThat(entries(server, "task")).isLessThanOrEqualTo(threads + 1);
      assertThat(entries(server, "fd")).isLessThanOrEqualTo(descriptors);
    }
  }

  private static String config(int round) {
    return "max_payload: %d\nping_interval: \"%dm\"\nauthorization { token: t, timeout: %d }\n"
        .formatted(100_000 + round, 1 + round % 2, 2 + round % 3);
  }

  private static long entries(ServerProcess server, String kind) throws IOException {
    try (var entries = Files.list(Path.of("/proc", Long.toString(server.pid()), kind))) {
      // The JVM opens its jars when it first needs them.
      return entries.filter(entry -> !target(entry).endsWith(".jar")).count();
    }
  }

  private static String target(Path entry) {
    try {
      return Files.isSymbolicLink(entry) ? Files.readSymbolicLink(entry).toString() : "";
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }
}
