package io.nuncio.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;
import io.nuncio.server.events.ServerEvent;
import io.nuncio.server.events.ServerEvent.Client;
import io.nuncio.server.events.Traffic;
import io.nuncio.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class AuditLogTest {
  private static final Instant TIME = Instant.parse("2026-11-21T18:31:29.051847999Z");
  private static final String START = "{\"time\":\"2026-11-21T18:31:29.051847Z\",\"event\":";
  private static final Client CLIENT =
      new Client(7, "127.0.0.1", 50_123, "orders", "go", "1.43.0", "$G", "ci");
  private static final String CLIENT_JSON =
      ",\"client\":{\"id\":7,\"ip\":\"127.0.0.1\",\"port\":50123,\"name\":\"orders\","
          + "\"lang\":\"go\",\"version\":\"1.43.0\",\"account\":\"$G\",\"user\":\"ci\"}";

  @TempDir Path folder;

  private final Told log = new Told();

  private AuditLog open(Path file) throws IOException {
    return AuditLog.open(file, () -> TIME, log);
  }

  private List<String> kept(ServerEvent... events) throws IOException {
    Path file = folder.resolve("audit.log");
    try (var audit = open(file)) {
      for (ServerEvent event : events) {
        audit.on(event);
      }
    }
    return Files.readAllLines(file);
  }

  private static ServerEvent reloaded(String change) {
    return new ServerEvent.Reloaded(TIME, List.of(change));
  }

  @Test
  void keepsWhoCameAndWhoWent() throws IOException {
    assertThat(
            kept(
                new ServerEvent.ClientAdmitted(TIME, CLIENT),
                new ServerEvent.ClientGone(
                    TIME,
                    CLIENT,
                    "Client Closed",
                    Duration.ofMillis(1_500),
                    new Traffic(1, 20, 3, 40))))
        .containsExactly(
            START + "\"client_admitted\"" + CLIENT_JSON + "}",
            START
                + "\"client_gone\""
                + CLIENT_JSON
                + ",\"reason\":\"Client Closed\",\"stayed_ms\":1500,\"in_msgs\":1,\"in_bytes\":20,"
                + "\"out_msgs\":3,\"out_bytes\":40}");
  }

  @Test
  void keepsWhoWasRefusedAndWhoWasTooSlow() throws IOException {
    assertThat(
            kept(
                new ServerEvent.ClientRefused(
                    TIME, CLIENT, "Authorization Violation", Duration.ofMillis(200)),
                new ServerEvent.SlowConsumer(TIME, CLIENT, "Slow Consumer (Pending Bytes)", 99)))
        .containsExactly(
            START
                + "\"client_refused\""
                + CLIENT_JSON
                + ",\"reason\":\"Authorization Violation\",\"delay_ms\":200}",
            START
                + "\"slow_consumer\""
                + CLIENT_JSON
                + ",\"reason\":\"Slow Consumer (Pending Bytes)\",\"pending_bytes\":99}");
  }

  @Test
  void keepsWhatWasReloadedAndWhyNot() throws IOException {
    assertThat(
            kept(
                new ServerEvent.Reloaded(TIME, List.of("a", "b")),
                new ServerEvent.Reloaded(TIME, List.of()),
                new ServerEvent.ReloadRefused(TIME, List.of("c"))))
        .containsExactly(
            START + "\"reloaded\",\"changes\":[\"a\",\"b\"]}",
            START + "\"reloaded\",\"changes\":[]}",
            START + "\"reload_refused\",\"reasons\":[\"c\"]}");
  }

  @Test
  void aNameCanNeitherForgeALineNorAField() throws IOException {
    var forger =
        new Client(
            1, "::1", 1, "x\",\"user\":\"admin\"}\r\n{\"event\":\"reloaded\"}", "", "", "", "");

    assertThat(kept(new ServerEvent.ClientAdmitted(TIME, forger)))
        .singleElement()
        .asString()
        .contains(
            "\"name\":\"x\\\",\\\"user\\\":\\\"admin\\\"}\\r\\n{\\\"event\\\":\\\"reloaded\\\"}\",")
        .endsWith("\"user\":\"\"}}");
  }

  @Test
  void onlyItsOwnerMayReadTheFile() throws IOException {
    kept();

    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("audit.log"))))
        .isEqualTo("rw-------");
  }

  @Test
  void withoutAFileNothingIsKeptAndNoThreadRuns() throws IOException {
    try (var audit = AuditLog.open(null, () -> TIME, log)) {
      audit.on(reloaded("x"));
      audit.reopen();

      assertThat(Thread.getAllStackTraces().keySet()).noneMatch(t -> t.getName().equals("audit"));
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFileThatCannotBeOpenedIsNamedWithTheReason() {
    Path file = folder.resolve("missing").resolve("audit.log");

    assertThatThrownBy(() -> open(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": no such file or directory");
  }

  @Test
  void aFileThatWasMovedIsReplacedWhenOpenedAgain() throws IOException {
    Path file = folder.resolve("audit.log");
    Path moved = folder.resolve("moved.log");
    try (var audit = open(file)) {
      audit.on(reloaded("before"));
      Await.until("the line", Duration.ofSeconds(10), () -> isHeld(file, "before"));
      Files.move(file, moved);
      audit.reopen();
      audit.on(reloaded("behind"));
    }

    assertThat(moved).content().contains("before").doesNotContain("behind");
    assertThat(file).content().contains("behind").doesNotContain("before");
    assertThat(log.lines()).containsExactly("INFO Audit log re-opened");
  }

  @Test
  void aFileThatCannotBeOpenedAgainIsGoneOnWithAndSaid() throws IOException {
    Path file = folder.resolve("folder").resolve("audit.log");
    Path moved = folder.resolve("moved");
    Files.createDirectory(file.getParent());
    try (var audit = open(file)) {
      Files.move(file.getParent(), moved);
      audit.reopen();
      audit.on(reloaded("kept"));
    }

    assertThat(moved.resolve("audit.log")).content().contains("kept");
    assertThat(log.lines())
        .containsExactly(
            "ERROR Could not re-open the audit log "
                + file
                + ": no such file or directory; going on in the one that is open");
  }

  @Test
  void goesOnInAnotherFileAndEndsAndBeginsAgain() throws IOException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    try (var audit = open(first)) {
      audit.on(reloaded("1"));
      audit.follow(audit.openTarget(second));
      audit.on(reloaded("2"));
      audit.follow(audit.openTarget(null));
      audit.on(reloaded("nowhere"));
      audit.follow(audit.openTarget(first));
      audit.on(reloaded("3"));
    }

    assertThat(first).hasContent(line("1") + line("3"));
    assertThat(second).hasContent(line("2"));
  }

  @Test
  void whatAStuckFileHasNoRoomForIsCountedAndStrangersGoFirst()
      throws IOException, InterruptedException {
    var gate = new GatedSink();
    try (var audit = AuditLog.open(null, () -> TIME, log)) {
      audit.follow(new TextLog(new StreamTextTarget(gate), AuditLog.LINES, () -> TIME));
      audit.on(reloaded("first"));
      gate.awaitEntered();
      for (int i = 0; i < LineWriter.CAPACITY; i++) {
        audit.on(new ServerEvent.ClientRefused(TIME, CLIENT, "no", Duration.ZERO));
      }
      for (int i = 0; i < LineWriter.CAPACITY; i++) {
        audit.on(reloaded("x"));
      }
      gate.open();
    }

    int quarter = LineWriter.CAPACITY / 4;
    assertThat(gate.lines())
        .filteredOn(line -> line.contains("client_refused"))
        .hasSize(3 * quarter);
    assertThat(gate.lines()).filteredOn(line -> line.contains("[\"x\"]")).hasSize(quarter);
    assertThat(gate.lines()).last().isEqualTo(START + "\"dropped\",\"count\":" + 4 * quarter + "}");
  }

  private static String line(String change) {
    return START + "\"reloaded\",\"changes\":[\"" + change + "\"]}\n";
  }

  private static boolean isHeld(Path file, String text) {
    try {
      return Files.readString(file).contains(text);
    } catch (IOException notYet) {
      return false;
    }
  }

  /// What the log was told.
  private static final class Told implements LogSink {
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void log(Level level, String text) {
      lines.add(level + " " + text);
    }

    @Override
    public boolean isEnabled(Level level) {
      return true;
    }

    List<String> lines() {
      return List.copyOf(lines);
    }
  }
}
