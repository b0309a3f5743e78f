package io.nuncio.conformance.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.Await;
import io.nuncio.testkit.ServerProcess;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A server at its limit of open files.
@Tag("load")
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class OpenFilesLoadIT {
  private static final int OPEN_FILES = 128;
  private static final int OLD = 20;
  private static final int NEW = 200;
  private static final int LEAVING = 60;
  private static final Duration SETTLING = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @RegisterExtension static final LoadReport report = new LoadReport();

  @ParameterizedTest
  @MethodSource("io.nuncio.conformance.load.Program#sideBySide")
  void oldConnectionsGoOnAndNewOnesWaitForTheirTurn(Program limitless) throws Exception {
    Program program = limitless.withOpenFiles(OPEN_FILES);
    var rows = report.rows("open files, ulimit -n " + OPEN_FILES, program);
    try (ServerProcess server = program.start()) {
      assertThat(ProcessStatus.of(server.pid()).openFilesLimit()).isEqualTo(OPEN_FILES);
      List<LoadClient> old =
          clients(OLD, i -> LoadClient.connect(server, "old-" + i).subscribe("old"));
      List<LoadClient> waiting =
          clients(NEW, i -> LoadClient.open(server, "new-" + i).withoutWaiting());
      Await.pass(SETTLING);
      List<LoadClient> served = takeGreeted(waiting);
      rows.add("new connections greeted", served.size() + " of " + NEW, "fewer than all");
      assertThat(waiting).as("still waiting").isNotEmpty();

      publishTo(old);
      rows.add("old ones that get a message at the limit", OLD + " of " + OLD, "all");

      served.subList(0, LEAVING).forEach(LoadClient::close);
      List<LoadClient> later = new ArrayList<>();
      Await.until(
          "as many are served as have left",
          PATIENCE,
          () -> {
            later.addAll(takeGreeted(waiting));
            return later.size() >= LEAVING;
          });
      rows.add("greeted after " + LEAVING + " have left", String.valueOf(later.size()), "as many");

      served.subList(LEAVING, served.size()).forEach(LoadClient::close);
      waiting.forEach(LoadClient::close);
      later.forEach(LoadClient::close);
      LoadClient.connect(server, "newest").close();
      publishTo(old);
      rows.add("a new one and all old ones, afterwards", "served", "served");
      assertThat(server.isRunning()).isTrue();
      old.forEach(LoadClient::close);
    }
  }

  private static List<LoadClient> clients(int count, IntFunction<LoadClient> client) {
    return new ArrayList<>(IntStream.range(0, count).mapToObj(client).toList());
  }

  /// Removes those of `waiting` to which the server has said something.
  ///
  /// @return the removed
  private static List<LoadClient> takeGreeted(List<LoadClient> waiting) {
    ByteBuffer some = ByteBuffer.allocate(16);
    List<LoadClient> greeted =
        waiting.stream().filter(client -> client.read(some.clear()) > 0).toList();
    waiting.removeAll(greeted);
    return greeted;
  }

  private static void publishTo(List<LoadClient> subscribers) {
    subscribers.getFirst().send("PUB old 2\r\nhi\r\n");
    subscribers.forEach(client -> client.readUntil("MSG old 1 2\r\nhi\r\n"));
  }
}
