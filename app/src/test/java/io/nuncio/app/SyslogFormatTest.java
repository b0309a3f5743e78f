package io.nuncio.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.config.LogConfig;
import io.nuncio.server.events.Level;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyslogFormatTest {
  private static final Instant TIME = Instant.parse("2026-11-21T18:31:29.051847999Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private final SyslogFormat local = SyslogFormat.local(4242, BERLIN);
  private final SyslogFormat remote = SyslogFormat.remote(4242, BERLIN, "earth");

  @ParameterizedTest
  @CsvSource({"FATAL, 26", "ERROR, 27", "WARN, 28", "INFO, 29", "TRACE, 29", "DEBUG, 31"})
  void theDaemonOfThisMachineIsToldTheLocalTimeAndNoHost(Level level, int priority) {
    assertThat(text(local, new LogLine(TIME, level, "text")))
        .isEqualTo("<" + priority + ">Nov 21 19:31:29 nats-server[4242]: text\n");
  }

  @ParameterizedTest
  @CsvSource({"FATAL, 2", "ERROR, 3", "WARN, 4", "INFO, 5", "TRACE, 5", "DEBUG, 7"})
  void aDaemonElsewhereIsToldTheWholeTimeAndTheHost(Level level, int priority) {
    assertThat(text(remote, new LogLine(TIME, level, "text")))
        .isEqualTo("<" + priority + ">2026-11-21T19:31:29+01:00 earth nats-server[4242]: text\n");
  }

  @Test
  void earlyDaysOfTheMonthHaveASpaceInFront() {
    Instant early = Instant.parse("2026-01-02T03:04:05Z");

    assertThat(text(local, new LogLine(early, Level.INFO, "x"))).startsWith("<29>Jan  2 04:04:05 ");
  }

  @Test
  void utcIsWrittenAsOneLetter() {
    var format = SyslogFormat.remote(1, ZoneOffset.UTC, "h");

    assertThat(text(format, new LogLine(TIME, Level.INFO, "x")))
        .isEqualTo("<5>2026-11-21T18:31:29Z h nats-server[1]: x\n");
  }

  @Test
  void aTextCannotForgeAMessage() {
    assertThat(text(remote, new LogLine(TIME, Level.INFO, "a\r\n<0>b")))
        .endsWith(": a\\r\\n<0>b\n");
  }

  @Test
  void whatNoDatagramHoldsIsCutBetweenTwoCharacters() {
    int limit = SyslogFormat.MAX_MESSAGE_BYTES;
    for (String shift : new String[] {"", "x"}) {
      byte[] message = local.message(new LogLine(TIME, Level.TRACE, shift + "é".repeat(limit)));

      assertThat(message.length).isBetween(limit - 1, limit);
      assertThat(new String(message, StandardCharsets.UTF_8)).endsWith("é...\n");
    }
  }

  @Test
  void theTextOfAMessageIsTheObjectThatAFileWouldGet() {
    remote.follow(LogConfig.defaults().withFormat(LogConfig.Format.JSON));

    assertThat(text(remote, new LogLine(TIME, Level.WARN, "a\n\"b\"")))
        .matches(
            "<4>2026-11-21T19:31:29\\+01:00 earth nats-server\\[4242]: "
                + "\\{\"time\":\"2026-11-21T[^\"]+\",\"level\":\"warn\",\"pid\":\\d+,"
                + "\"msg\":\"a\\\\n\\\\\"b\\\\\"\"}\n");
  }

  @Test
  void textComesBackWithTheFormatOfText() {
    remote.follow(LogConfig.defaults().withFormat(LogConfig.Format.JSON));
    remote.follow(LogConfig.defaults());

    assertThat(text(remote, new LogLine(TIME, Level.WARN, "a"))).endsWith("]: a\n");
  }

  @Test
  void anObjectThatNoDatagramHoldsIsAWholeObjectWithLessText() {
    remote.follow(LogConfig.defaults().withFormat(LogConfig.Format.JSON));
    for (String unit : new String[] {"x", "é", "\u0001"}) {
      byte[] message =
          remote.message(
              new LogLine(TIME, Level.TRACE, unit.repeat(SyslogFormat.MAX_MESSAGE_BYTES)));

      assertThat(message.length).isLessThanOrEqualTo(SyslogFormat.MAX_MESSAGE_BYTES);
      assertThat(new String(message, StandardCharsets.UTF_8))
          .contains("{\"time\"")
          .endsWith("...\"}\n");
    }
  }

  private static String text(SyslogFormat format, LogLine line) {
    return new String(format.message(line), StandardCharsets.UTF_8);
  }
}
