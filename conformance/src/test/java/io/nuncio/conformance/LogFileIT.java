package io.nuncio.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import io.nuncio.testkit.Await;
import io.nuncio.testkit.RawPeer;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The log: its times, and the file it goes to when that grows or is moved away.
class LogFileIT {
  @TempDir Path folder;

  @Test
  void timesCanBeLeftOut() {
    try (var server = ServerUnderTest.start("-T=false")) {
      assertThat(server.awaitLine("Server is ready$"))
          .isEqualTo("[%d] [INF] Server is ready".formatted(server.pid()));
    }
  }

  @Test
  void timesAreLocalOrInUtc() {
    LocalDateTime utc = timeOfReadiness("--logtime_utc");
    LocalDateTime local = timeOfReadiness("--logtime_utc=false");

    assertThat(Duration.between(utc, local)).isBetween(Duration.ofHours(14), Duration.ofHours(15));
  }

  /// As logged by a server 14 hours east of Greenwich.
  private static LocalDateTime timeOfReadiness(String flag) {
    var command = new ArrayList<>(List.of("env", "TZ=Etc/GMT-14"));
    command.addAll(ServerUnderTest.command());
    try (var server = ServerProcess.start(command, flag)) {
      var time = server.awaitLine("Server is ready$").replaceAll("^\\[\\d+] | \\[INF].*", "");
      return LocalDateTime.parse(time, DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss.SSSSSS"));
    }
  }

  @Test
  void aFileThatGrewTooLargeIsPutAsideAndNothingIsMissing() throws IOException {
    var file = folder.resolve("server.log");
    try (var server = start("-l", file.toString(), "--log_size_limit", "200")) {
      server.stop();
    }

    List<Path> files = files();
    assertThat(files).hasSizeGreaterThan(2).contains(file);
    assertThat(files)
        .filteredOn(each -> !each.equals(file))
        .allSatisfy(each ->
            assertThat(each.getFileName().toString())
                .matches("server\\.log\\.\\d{4}(\\.\\d\\d){5}\\.\\d{9}"));
    var log = new StringBuilder();
    for (Path each : files) {
      log.append(Files.readString(each));
    }
    assertThat(log.toString())
        .contains(
            "[INF] Starting nats-server",
            "[INF] Rotated log, backup saved as \"" + file + ".20",
            "[INF] Server is ready",
            "[INF] Server Exiting..");
  }

  @Test
  void aFileThatWasMovedIsReplacedOnUserSignalOne() throws IOException {
    var file = folder.resolve("server.log");
    var moved = folder.resolve("moved.log");
    try (var server = start("-l", file.toString())) {
      awaitText(file, "Server is ready");
      Files.move(file, moved);

      ServerUnderTest.run("--signal", "reopen=" + server.pid());
      awaitText(file, "[INF] File log re-opened");
      server.stop();
    }

    assertThat(contentOf(moved.toFile())).endsWith("Trapped \"user defined signal 1\" signal\n");
    assertThat(contentOf(file.toFile()))
        .contains("Server Exiting..")
        .doesNotContain("Server is ready");
  }

  private static ServerProcess start(String... flags) throws IOException {
    return ServerProcess.startOnPort(ServerUnderTest.command(), FreePort.find(), flags);
  }

  private static void awaitText(Path file, String text) {
    Await.until(
        text, RawPeer.LIMIT, () -> Files.exists(file) && contentOf(file.toFile()).contains(text));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
