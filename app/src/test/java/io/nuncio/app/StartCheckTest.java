package io.nuncio.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.config.ListenAddress;
import io.nuncio.config.LogConfig;
import io.nuncio.config.ProcessFiles;
import io.nuncio.config.ServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartCheckTest {
  @TempDir Path folder;

  private List<String> problems(Path log, Path pid, String host) {
    return StartCheck.problems(
        ServerConfig.builder()
            .listen(new ListenAddress(host, 4222))
            .log(LogConfig.toFile(false, false, log))
            .files(new ProcessFiles(pid, null))
            .build());
  }

  @Test
  void findsNothingWhereAStartWouldWork() throws IOException {
    Path pid = Files.writeString(folder.resolve("pid"), "1");

    assertThat(problems(folder.resolve("log"), pid, "127.0.0.1")).isEmpty();
    assertThat(StartCheck.problems(ServerConfig.defaults())).isEmpty();
  }

  @Test
  void findsEverythingThatIsWrong() {
    Path missing = folder.resolve("missing").resolve("x");

    assertThat(problems(missing, folder, "192.0.2.77"))
        .satisfiesExactly(
            log -> assertThat(log).contains("the log file " + missing, "there is no folder"),
            pid -> assertThat(pid).contains("the pid file " + folder + " is a folder"),
            host -> assertThat(host).startsWith("cannot listen on 192.0.2.77: "));
  }

  @Test
  void findsAnAuditLogThatCannotBe() {
    Path missing = folder.resolve("missing").resolve("x");
    var config = ServerConfig.builder().log(LogConfig.defaults().withAuditLog(missing)).build();

    assertThat(StartCheck.problems(config))
        .singleElement()
        .asString()
        .contains("the audit log " + missing, "there is no folder");
  }

  @Test
  void leavesNothingBehind() throws IOException {
    problems(folder.resolve("log"), folder.resolve("pid"), "127.0.0.1");

    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }
}
