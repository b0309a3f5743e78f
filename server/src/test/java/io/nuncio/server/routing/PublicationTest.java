package io.nuncio.server.routing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicationTest {
  private final Publication message = new Publication(3);

  private static String unescape(String text) {
    return text.replace("~", "\r\n").replace("/n", "\n").replace("/t", "\t");
  }

  private void moveTo(String wire) {
    message.moveTo(ParsedPublish.of(wire), "publisher");
  }

  private String tail() {
    message.prepareTail();
    return new String(message.tail(), message.tailFrom(), message.tailBytes(), ISO_8859_1);
  }

  private String stripped() {
    message.prepareStripped();
    return new String(message.stripped(), 0, message.strippedBytes(), ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource({
    // publish, tail, stripped; ~ is CR LF, /t a tab, /n a bare LF
    "PUB foo 2~hi~,                 2~hi~,           2~hi~",
    "PUB foo bar 2~hi~,             bar 2~hi~,       bar 2~hi~",
    "PUB foo 02~hi~,                02~hi~,          2~hi~",
    "PUB foo 0~~,                   0~~,             0~~",
    "PUB foo/t2~hi~,                2~hi~,           2~hi~",
    "PUB   foo   2   ~hi~,          2~hi~,           2~hi~",
    "PUB foo 2/nhi~,                2~hi~,           2~hi~",
    "PUB foo /t bar  2 /t/nhi~,     bar 2~hi~,       bar 2~hi~",
    "HPUB foo 3 5~A:bhi~,           3 5~A:bhi~,      2~hi~",
    "HPUB foo bar 3 5~A:bhi~,       bar 3 5~A:bhi~,  bar 2~hi~",
    "HPUB foo /t 3 /t 5/nA:bhi~,    3 5~A:bhi~,      2~hi~",
    "HPUB foo bar/t3/t5/nA:bhi~,    bar 3 5~A:bhi~,  bar 2~hi~",
    "HPUB foo  bar 03  05 ~A:bhi~,  bar 03 05~A:bhi~,bar 2~hi~",
    "HPUB foo 3 3~A:b~,             3 3~A:b~,        0~~",
    "HPUB foo 0 2~hi~,              0 2~hi~,         2~hi~",
  })
  void tailIsWhatFollowsTheSid(String publish, String tail, String stripped) {
    moveTo(unescape(publish));

    assertThat(tail()).isEqualTo(unescape(tail));
    assertThat(stripped()).isEqualTo(unescape(stripped));
  }

  @Test
  void canonicalTailIsThePublishersOwnBytes() {
    moveTo("PUB foo bar 2\r\nhi\r\n");

    message.prepareTail();

    assertThat(message.tail()).isSameAs(message.frame().buffer());
  }

  @Test
  void payloadOfAnyBytesAndSizeIsKept() {
    String payload = "\r\n\t \0".repeat(1000);

    moveTo("HPUB foo\tbar 1000 5000\n" + payload + "\r\n");

    assertThat(tail()).isEqualTo("bar 1000 5000\r\n" + payload + "\r\n");
    assertThat(stripped()).isEqualTo("bar 4000\r\n" + payload.substring(1000) + "\r\n");
  }

  @Test
  void nextMessageHasItsOwnForms() {
    moveTo("HPUB foo\t3 5\r\nA:bhi\r\n");
    tail();
    stripped();

    moveTo("HPUB foo\tr 1 2\r\nxy\r\n");

    assertThat(tail()).isEqualTo("r 1 2\r\nxy\r\n");
    assertThat(stripped()).isEqualTo("r 1\r\ny\r\n");
  }

  @Test
  void hasHeadersOnlyIfTheBlockIsNotEmpty() {
    moveTo("PUB foo 2\r\nhi\r\n");
    assertThat(message.hasHeaders()).isFalse();
    moveTo("HPUB foo 0 2\r\nhi\r\n");
    assertThat(message.hasHeaders()).isFalse();
    moveTo("HPUB foo 1 2\r\nhi\r\n");
    assertThat(message.hasHeaders()).isTrue();
  }

  @Test
  void slowingDownIsAskedForOnce() {
    message.slowDown(30);
    message.slowDown(7);

    assertThat(message.takePressure()).isEqualTo(30);
    assertThat(message.takePressure()).isZero();
  }

  @Test
  void scratchIsAsLargeAsAskedFor() {
    assertThat(message.scratch(10)).hasSizeGreaterThanOrEqualTo(10);
    assertThat(message.scratch(5000)).hasSizeGreaterThanOrEqualTo(5000);
    assertThat(message.loop()).isEqualTo(3);
  }
}
