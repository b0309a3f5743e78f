package io.nuncio.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.config.LogConfig;
import io.nuncio.config.LogDestination;
import io.nuncio.server.events.Level;
import io.nuncio.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class LogFileTest {
  private static final Instant TIME = Instant.parse("2026-11-21T18:31:29.000000007Z");

  @TempDir Path folder;

  private final AtomicInteger seconds = new AtomicInteger();
  private Path file = Path.of("");

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("x.log");
  }

  @Test
  void noLineIsLostOrTornByRotation() throws IOException {
    try (var log = open(200, 0)) {
      for (int i = 0; i < 100; i++) {
        log.log(Level.INFO, "line " + i);
      }
    }

    var lines = new ArrayList<String>();
    for (Path each : files()) {
      assertThat(Files.size(each)).isLessThan(200 + 120);
      for (String line : Files.readAllLines(each)) {
        if (line.contains("] line ")) {
          lines.add(line);
        } else {
          assertThat(line).contains("[INF] Rotated log, backup saved as \"" + folder);
        }
      }
    }
    assertThat(files()).hasSizeGreaterThan(10);
    assertThat(lines).hasSize(100);
    for (int i = 0; i < 100; i++) {
      assertThat(lines.get(i)).endsWith("[INF] line " + i);
    }
  }

  @Test
  void fileIsPutAsideUnderTheTimeOfDayWhenALineCrossesTheLimit() throws IOException {
    try (var target =
        LogFile.open(new LogDestination.File(file, 10, 0), () -> ZoneId.of("Europe/Berlin"))) {
      target.write("123456789\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(target.room()).isZero();
      target.write(new byte[] {'\n'});
      assertThat(target.room()).isNegative();

      List<LogLine> notices = target.rotate(TIME);

      Path backup = folder.resolve("x.log.2026.11.21.19.31.29.000000007");
      assertThat(notices)
          .containsExactly(
              new LogLine(TIME, Level.INFO, "Rotated log, backup saved as \"" + backup + "\""));
      assertThat(backup).hasSize(11);
      assertThat(file).isEmptyFile();
      assertThat(target.room()).isEqualTo(10);
    }
  }

  @Test
  void aLimitBelowOneLineRotatesOncePerLine() throws IOException {
    try (var log = open(1, 0)) {
      for (int i = 0; i < 5; i++) {
        log.log(Level.INFO, "x");
      }
    }

    assertThat(files()).hasSize(6);
  }

  @Test
  void keepsAsManyFilesAsAskedForAndNoneOfSomebodyElse() throws IOException {
    Path other = Files.writeString(folder.resolve("x.log.old"), "mine");
    Path longer = Files.writeString(folder.resolve("x.log.2026.11.21.19.31.29.1.gz"), "mine");
    try (var log = open(1, 3)) {
      for (int i = 0; i < 8; i++) {
        log.log(Level.INFO, "line " + i);
      }
    }

    List<Path> own = new ArrayList<>(files());
    own.removeAll(List.of(other, longer));
    assertThat(own).hasSize(3).contains(file);
    assertThat(Files.readString(own.get(1))).contains("line 7");
    assertThat(other).hasContent("mine");
    assertThat(longer).hasContent("mine");
    assertThat(Files.readString(file)).contains("[INF] Purged log file \"x.log.2026.11.21.");
  }

  @Test
  void aRotationThatFailsIsSaidOnceAndTheFileGoesOn() throws IOException {
    // Folders that are not empty stand where the backups would go.
    for (int i = 0; i < 2; i++) {
      Files.createDirectories(
          new LogBackups(file, 0, () -> ZoneOffset.UTC).named(at(i)).resolve("x"));
    }
    try (var target = LogFile.open(new LogDestination.File(file, 1, 0), () -> ZoneOffset.UTC)) {
      target.write(new byte[10]);

      List<LogLine> first = target.rotate(at(0));
      target.write(new byte[20]);
      List<LogLine> second = target.rotate(at(1));

      assertThat(first).singleElement().extracting(LogLine::level).isEqualTo(Level.ERROR);
      assertThat(first.get(0).text()).contains(file.toString(), "next attempt at 20 bytes");
      assertThat(second).isEmpty();
      assertThat(target.room()).isEqualTo(30);
      assertThat(file).hasSize(30);
    }
  }

  @Test
  void aFileThatSomebodyMovedIsReplacedAndNotSearchedFor() throws IOException {
    try (var target = LogFile.open(new LogDestination.File(file, 1, 0), () -> ZoneOffset.UTC)) {
      target.write(new byte[10]);
      Files.move(file, folder.resolve("moved"));

      assertThat(target.rotate(TIME)).isEmpty();
      target.write(new byte[5]);

      assertThat(file).hasSize(5);
      assertThat(folder.resolve("moved")).hasSize(10);
    }
  }

  @Test
  void whatIsLoggedAfterReopeningGoesToANewFileOfTheOldName() throws IOException {
    Path moved = folder.resolve("moved");
    try (var log = open(0, 0)) {
      log.log(Level.INFO, "before");
      Await.until("the line", Duration.ofSeconds(10), () -> contains(file, "before"));
      Files.move(file, moved);
      log.log(Level.INFO, "Trapped");

      log.reopen();
      log.log(Level.INFO, "after");
    }

    assertThat(Files.readAllLines(moved))
        .satisfiesExactly(
            line -> assertThat(line).endsWith("before"),
            line -> assertThat(line).endsWith("Trapped"));
    assertThat(Files.readAllLines(file))
        .satisfiesExactly(
            line -> assertThat(line).endsWith("[INF] File log re-opened"),
            line -> assertThat(line).endsWith("[INF] after"));
  }

  @Test
  void aFileThatCannotBeReopenedIsWrittenOn() throws IOException {
    Path moved = folder.resolve("moved");
    try (var target = LogFile.open(new LogDestination.File(file, 0, 0), () -> ZoneOffset.UTC)) {
      Files.move(file, moved);
      Files.createDirectory(file);

      List<LogLine> notices = target.reopen(TIME);
      target.write(new byte[5]);

      assertThat(notices).singleElement().extracting(LogLine::level).isEqualTo(Level.ERROR);
      assertThat(moved).hasSize(5);
    }
  }

  @Test
  void othersCannotReadTheFile() throws IOException {
    LogFile.open(new LogDestination.File(file, 0, 0), () -> ZoneOffset.UTC).close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
  }

  private NatsLogWriter open(long limit, int maxFiles) throws IOException {
    return NatsLogWriter.open(config(limit, maxFiles), () -> at(seconds.getAndIncrement()));
  }

  private LogConfig config(long limit, int maxFiles) {
    return new LogConfig(
        false,
        LogConfig.Trace.OFF,
        new LogDestination.File(file, limit, maxFiles),
        LogConfig.Time.UTC,
        0);
  }

  private static Instant at(int second) {
    return TIME.plusSeconds(second);
  }

  /// Those put aside, the oldest first, then the one written to.
  private List<Path> files() throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      List<Path> sorted = new ArrayList<>(found.sorted().toList());
      sorted.remove(file);
      sorted.add(file);
      return sorted;
    }
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.readString(file).contains(text);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
