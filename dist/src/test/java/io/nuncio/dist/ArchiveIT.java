package io.nuncio.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The archive, unpacked where a name has a blank.
@Timeout(600)
class ArchiveIT {
  private static final String PREPARING = "preparing fast starts (once)";

  @TempDir private Path temporary;
  private Path folder = Path.of("");

  @BeforeEach
  void unpack() throws IOException {
    folder = Made.unpacked(temporary.resolve("un packed"));
  }

  @Test
  void secondStartUsesTheCacheOfTheFirst() throws IOException {
    List<String> command = command("nats-server");

    try (var first = ServerProcess.start(command)) {
      assertThat(first.errorLines()).anyMatch(line -> line.contains(PREPARING));
      assertThat(first.stop()).isZero();
    }

    try (var second = ServerProcess.start(command)) {
      assertThat(second.errorLines()).noneMatch(line -> line.contains(PREPARING));
      assertThat(mappedFiles(second)).contains(folder.resolve("cache").toString(), ".aot");
      assertThat(Path.of("/proc/" + second.pid() + "/comm")).hasContent("nats-server");
      assertThat(second.stop()).isZero();
    }
  }

  @Test
  void takesAMessageFromItsOwnClient() {
    try (var server = ServerProcess.start(command("nats-server"));
        var subscriber = server.connect()) {
      subscriber.handshake().send("SUB greetings 1\r\nPING\r\n").expect("PONG\r\n");

      String url = "nats://127.0.0.1:" + server.port();
      var sent = ServerProcess.run(command("nuncio"), "-s", url, "pub", "greetings", "hello");

      assertThat(sent.status()).as(sent.errors()::toString).isZero();
      subscriber.expect("MSG greetings 1 5\r\nhello\r\n");
    }
  }

  @Test
  void startsAtOncePrepareOnce() throws Exception {
    var command = List.of(folder.resolve("bin/nats-server").toString(), "-v");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    var starts = List.of(builder.start(), builder.start(), builder.start());

    var said = new StringBuilder();
    for (Process start : starts) {
      said.append(new String(start.getInputStream().readAllBytes(), UTF_8));
      assertThat(start.waitFor()).isZero();
    }

    assertThat(said.toString()).containsOnlyOnce(PREPARING);
    assertThat(caches(folder)).hasSize(1);
  }

  @Test
  void movedFolderMakesACacheForItsNewPlace() throws IOException {
    assertThat(ServerProcess.run(command("nats-server"), "-v").status()).isZero();
    folder = Files.move(folder, temporary.resolve("moved"));

    try (var server = ServerProcess.start(command("nats-server"))) {
      assertThat(server.errorLines()).anyMatch(line -> line.contains(PREPARING));
      assertThat(mappedFiles(server)).contains("moved/nats-server-small.aot");
      assertThat(server.errorLines()).noneMatch(line -> line.contains("[error]"));
    }
  }

  @Test
  void whereNothingCanBeWrittenTheCacheIsBelowHome() throws IOException {
    Path home = Files.createDirectory(temporary.resolve("home"));
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
    List<String> command = asNobody("HOME=" + home);

    assertThat(ServerProcess.run(command, "-v").status()).isZero();

    assertThat(caches(folder)).isEmpty();
    assertThat(caches(home.resolve(".cache/nuncio"))).hasSize(1);
    try (var second = ServerProcess.start(command)) {
      assertThat(mappedFiles(second)).contains(home + "/.cache/nuncio/");
    }
  }

  @Test
  void startsWithoutACacheWhereNoneCanBeKept() throws IOException {
    try (var server = ServerProcess.start(asNobody("HOME=/nonexistent"))) {
      assertThat(server.errorLines()).noneMatch(line -> line.contains("prepar"));
      assertThat(mappedFiles(server)).doesNotContain(".aot");
      assertThat(server.stop()).isZero();
    }
  }

  private List<String> command(String program) {
    return List.of(folder.resolve("bin").resolve(program).toString());
  }

  /// The server, started by somebody who may not write to its folder.
  private List<String> asNobody(String variable) {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can be somebody else");
    var command = new ArrayList<>(List.of("setpriv", "--reuid=65534", "--regid=65534"));
    command.addAll(List.of("--clear-groups", "env", "-u", "XDG_CACHE_HOME", variable));
    command.addAll(command("nats-server"));
    return List.copyOf(command);
  }

  private static String mappedFiles(ServerProcess server) throws IOException {
    return Files.readString(Path.of("/proc/" + server.pid() + "/maps"));
  }

  private static List<Path> caches(Path below) throws IOException {
    try (Stream<Path> files = Files.walk(below)) {
      return files
          .filter(file -> file.toString().endsWith(".aot") && file.toFile().length() > 0)
          .toList();
    }
  }
}
