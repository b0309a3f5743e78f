package io.nuncio.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.config.LogConfig;
import io.nuncio.config.LogDestination;
import io.nuncio.server.events.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class NatsLogWriterTest {
  private static final Instant TIME = Instant.parse("2026-11-21T18:31:29.051847999Z");
  private static final String PREFIX = "[4242] 2026/11/21 19:31:29.051847 ";
  private static final LogConfig EVERYTHING = LogConfig.of(true, true);

  @TempDir Path folder;

  private final GatedSink sink = new GatedSink();

  @Test
  void writesLinesInTheFormatOfNatsServer() {
    sink.open();
    var log = writer(EVERYTHING, false);

    for (Level level : Level.values()) {
      log.log(level, "text of " + level);
    }
    log.close();

    assertThat(sink.lines())
        .containsExactly(
            PREFIX + "[FTL] text of FATAL",
            PREFIX + "[ERR] text of ERROR",
            PREFIX + "[WRN] text of WARN",
            PREFIX + "[INF] text of INFO",
            PREFIX + "[DBG] text of DEBUG",
            PREFIX + "[TRC] text of TRACE");
  }

  @Test
  void coloursOnlyTheLevel() {
    sink.open();
    var log = writer(EVERYTHING, true);

    log.log(Level.WARN, "text");
    log.close();

    assertThat(sink.lines()).containsExactly(PREFIX + "[\u001b[0;93mWRN\u001b[0m] text");
  }

  @Test
  void leavesOutWhatIsNotAskedFor() {
    sink.open();
    var log = writer(LogConfig.defaults(), false);

    log.log(Level.DEBUG, "no");
    log.log(Level.TRACE, "no");
    log.log(Level.INFO, "yes");
    log.close();

    assertThat(log.isEnabled(Level.DEBUG)).isFalse();
    assertThat(log.isEnabled(Level.TRACE)).isFalse();
    assertThat(sink.lines()).containsExactly(PREFIX + "[INF] yes");
  }

  @Test
  void aTextCanNeitherForgeALineNorSteerATerminal() {
    sink.open();
    var log = writer(EVERYTHING, false);

    log.log(Level.INFO, "a\r\n[1] b\u001b[2J\tc\u0085\u0000é");
    log.close();

    assertThat(sink.lines()).containsExactly(PREFIX + "[INF] a\\r\\n[1] b\\x1b[2J\tc\\x85\\x00é");
  }

  @Test
  void aStuckSinkBlocksNobodyAndCostsTheLeastImportantLinesFirst() throws InterruptedException {
    var log = writer(EVERYTHING, false);
    log.log(Level.INFO, "first");
    sink.awaitEntered();

    for (Level level : List.of(Level.TRACE, Level.INFO, Level.ERROR)) {
      for (int i = 0; i < LineWriter.CAPACITY; i++) {
        log.log(level, "x");
      }
    }
    sink.open();
    log.close();

    int all = LineWriter.CAPACITY;
    assertThat(count("[TRC] x")).isEqualTo(all / 2);
    assertThat(count("[INF] x")).isEqualTo(all / 4);
    assertThat(count("[ERR] x")).isEqualTo(all / 4);
    assertThat(sink.lines()).last().isEqualTo(PREFIX + "[WRN] " + 2 * all + " log lines dropped");
  }

  @Test
  void linesThatTheSinkRefusedAreCounted() throws InterruptedException {
    sink.failOnce();
    var log = writer(EVERYTHING, false);
    log.log(Level.INFO, "lost");
    sink.awaitEntered();

    sink.open();
    log.log(Level.INFO, "written");
    log.close();

    assertThat(sink.lines())
        .containsExactly(PREFIX + "[INF] written", PREFIX + "[WRN] 1 log lines dropped");
  }

  @Test
  void closeDoesNotWaitForeverForAStuckSink() throws InterruptedException {
    var log = writer(EVERYTHING, false);
    log.log(Level.INFO, "stuck");
    sink.awaitEntered();

    log.close();

    assertThat(sink.lines()).isEmpty();
    sink.open();
  }

  @Test
  void appendsToTheFileAndCreatesIt() throws IOException {
    Path file = folder.resolve("x.log");
    var config = LogConfig.toFile(false, false, file);

    try (var log = NatsLogWriter.open(config, () -> TIME)) {
      log.log(Level.INFO, "one");
    }
    try (var log = NatsLogWriter.open(config, () -> TIME)) {
      log.log(Level.INFO, "two");
    }

    assertThat(Files.readAllLines(file)).hasSize(2).last().asString().endsWith("[INF] two");
  }

  @Test
  void timesCanBeInUtcOrLeftOut() throws IOException {
    for (LogConfig.Time time : List.of(LogConfig.Time.UTC, LogConfig.Time.NONE)) {
      Path file = folder.resolve(time + ".log");
      try (var log =
          NatsLogWriter.open(
              new LogConfig(
                  false, LogConfig.Trace.OFF, new LogDestination.File(file, 0, 0), time, 0),
              () -> TIME)) {
        log.log(Level.INFO, "text");
      }
    }

    String pid = "[" + ProcessHandle.current().pid() + "] ";
    assertThat(Files.readString(folder.resolve("UTC.log")))
        .isEqualTo(pid + "2026/11/21 18:31:29.051847 [INF] text\n");
    assertThat(Files.readString(folder.resolve("NONE.log"))).isEqualTo(pid + "[INF] text\n");
  }

  @Test
  void anotherFormatHoldsFromTheNextLineOnAtTheSamePlace() {
    sink.open();
    var log = writer(LogConfig.defaults(), false);

    log.log(Level.INFO, "text");
    log.follow(
        new LogConfig(
                false,
                LogConfig.Trace.OFF,
                new LogDestination.StandardError(),
                LogConfig.Time.NONE,
                0)
            .withFormat(LogConfig.Format.JSON),
        null);
    log.log(Level.INFO, "json");
    log.close();

    long pid = ProcessHandle.current().pid();
    assertThat(sink.lines())
        .containsExactly(
            PREFIX + "[INF] text", "{\"level\":\"info\",\"pid\":" + pid + ",\"msg\":\"json\"}");
  }

  private NatsLogWriter writer(LogConfig config, boolean coloured) {
    var format = new LogLineFormat(4242, ZoneId.of("Europe/Berlin"), coloured);
    var text = new TextLog(new StreamTextTarget(sink), format, () -> TIME);
    var writer = new NatsLogWriter(config, () -> TIME, text);
    writer.start();
    return writer;
  }

  private long count(String end) {
    return sink.lines().stream().filter(line -> line.endsWith(end)).count();
  }
}
