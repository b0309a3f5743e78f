package io.nuncio.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.server.events.Level;
import io.nuncio.testkit.Seed;
import io.nuncio.wire.JsonException;
import io.nuncio.wire.JsonReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JsonLineFormatTest {
  private static final Instant TIME = Instant.parse("2026-11-21T18:31:29.051847999Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final int TEXTS = 2_000;

  private static String line(@Nullable ZoneId zone, Level level, String text) {
    var out = new StringBuilder();
    new JsonLineFormat(4242, zone).append(new LogLine(TIME, level, text), out);
    return out.toString();
  }

  @Test
  void aLineIsAnObjectWithTheTimeOfTheMachine() {
    assertThat(line(BERLIN, Level.INFO, "Server is ready"))
        .isEqualTo(
            "{\"time\":\"2026-11-21T19:31:29.051847+01:00\",\"level\":\"info\",\"pid\":4242,"
                + "\"msg\":\"Server is ready\"}\n");
  }

  @Test
  void utcIsWrittenAsOneLetter() {
    assertThat(line(ZoneOffset.UTC, Level.INFO, "x"))
        .startsWith("{\"time\":\"2026-11-21T18:31:29.051847Z\",");
  }

  @Test
  void timesCanBeLeftOut() {
    assertThat(line(null, Level.INFO, "x"))
        .isEqualTo("{\"level\":\"info\",\"pid\":4242,\"msg\":\"x\"}\n");
  }

  @ParameterizedTest
  @EnumSource
  void levelsAreWordsInLowerCase(Level level) {
    assertThat(line(null, level, "x"))
        .contains("\"level\":\"" + level.name().toLowerCase(Locale.ROOT) + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          a"b\\c  | a\\"b\\\\c
          <<- [&] | <<- [&]
          tab\t.  | tab\\t.
          """)
  void onlyWhatJsonDemandsIsEscapedInAText(String text, String escaped) {
    assertThat(line(null, Level.INFO, text)).contains("\"msg\":\"" + escaped + "\"}");
  }

  @Test
  void aTextCanNeitherEndTheLineNorSteerATerminal() {
    assertThat(line(null, Level.INFO, "a\r\n{\u001b[2J\u0000\u007f\u009b\u2028é"))
        .endsWith("\"msg\":\"a\\r\\n{\\u001b[2J\\u0000\\u007f\\u009b\\u2028é\"}\n")
        .containsOnlyOnce("\n");
  }

  @Test
  void halfACharacterIsReplacedAndAWholeOneKept() {
    assertThat(line(null, Level.INFO, "a\ud83d b\udc00 \ud83d\ude00 \ud83d"))
        .contains("\"msg\":\"a\ufffd b\ufffd \ud83d\ude00 \ufffd\"");
  }

  @Test
  void anyTextIsReadAsWhatWasLogged() throws JsonException {
    RandomGenerator random = Seed.random("JSON lines");
    for (int i = 0; i < TEXTS; i++) {
      var text = new StringBuilder();
      for (int length = random.nextInt(20); length > 0; length--) {
        text.appendCodePoint(codePoint(random));
      }

      byte[] json = line(BERLIN, Level.TRACE, text.toString()).getBytes(StandardCharsets.UTF_8);

      assertThat(message(json)).isEqualTo(text.toString());
    }
  }

  /// Half of them ASCII; never half a character.
  private static int codePoint(RandomGenerator random) {
    int codePoint = random.nextInt(random.nextBoolean() ? 0x80 : Character.MAX_CODE_POINT);
    boolean half = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    return half ? '?' : codePoint;
  }

  private static String message(byte[] json) throws JsonException {
    var reader = new JsonReader(json, 0, json.length);
    reader.beginObject();
    String message = "";
    for (String key = reader.nextKey(); key != null; key = reader.nextKey()) {
      if (key.equals("msg")) {
        message = reader.string();
      } else {
        reader.skip();
      }
    }
    reader.end();
    return message;
  }
}
