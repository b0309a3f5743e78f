package io.nuncio.wire;

import static io.nuncio.wire.ParserRun.bytes;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublishFrameTest {
  /// Parses one publish with other operations around it, so that no index is zero by chance.
  private static PublishFrame parsed(String publish) throws ProtocolException {
    List<PublishFrame> frames = new ArrayList<>();
    var parser = new ClientProtocolParser(new PublishListener(frames::add), 4096, 1024);
    parser.acceptHeaders(true);
    byte[] buffer = bytes("PING\r\n" + publish + "PI");
    parser.parse(buffer, 0, buffer.length);
    assertThat(frames).hasSize(1);
    return frames.get(0);
  }

  private static String text(PublishFrame frame, int from, int to) {
    return new String(frame.buffer(), from, to - from, ISO_8859_1);
  }

  static Stream<Arguments> canonical() {
    return Stream.of(
        arguments("PUB foo 2\r\nhi\r\n", "2\r\nhi\r\n"),
        arguments("PUB \u00e2\u0082\u00ac 2\r\nhi\r\n", "2\r\nhi\r\n"),
        arguments("PUB foo 02\r\nhi\r\n", "02\r\nhi\r\n"),
        arguments("PUB foo bar 2\r\nhi\r\n", "bar 2\r\nhi\r\n"),
        arguments("HPUB foo 1 3\r\nhhi\r\n", "1 3\r\nhhi\r\n"),
        arguments("HPUB foo bar 1 3\r\nhhi\r\n", "bar 1 3\r\nhhi\r\n"));
  }

  @ParameterizedTest
  @MethodSource("canonical")
  void tailOfACanonicalLineIsWhatADeliveryRepeats(String publish, String tail)
      throws ProtocolException {
    var frame = parsed(publish);

    assertThat(frame.canonical()).isTrue();
    assertThat(text(frame, frame.tailFrom(), frame.end())).isEqualTo(tail);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PUB foo 2\nhi\r\n",
        "PUB foo  2\r\nhi\r\n",
        "PUB foo\t2\r\nhi\r\n",
        "PUB foo 2 \r\nhi\r\n",
        "PUB foo 2\t\r\nhi\r\n",
        "PUB foo bar\t2\r\nhi\r\n",
        "PUB foo \tbar 2\r\nhi\r\n",
        "HPUB foo 1  3\r\nhhi\r\n",
        "HPUB foo 1 3\nhhi\r\n"
      })
  void lineThatSubscribersMustNotSeeAsItIsIsNotCanonical(String publish) throws ProtocolException {
    assertThat(parsed(publish).canonical()).isFalse();
  }

  @Test
  void pointsAtEachPartOfThePublish() throws ProtocolException {
    var frame = parsed("HPUB  foo\tbar  12  14\nNATS/1.0\r\n\r\nhi\r\n");

    assertThat(text(frame, frame.subjectFrom(), frame.subjectTo())).isEqualTo("foo");
    assertThat(frame.hasReply()).isTrue();
    assertThat(text(frame, frame.replyFrom(), frame.replyTo())).isEqualTo("bar");
    assertThat(text(frame, frame.sizesFrom(), frame.sizesTo())).isEqualTo("12  14");
    assertThat(frame.headerBytes()).isEqualTo(12);
    assertThat(frame.totalBytes()).isEqualTo(14);
    assertThat(text(frame, frame.payloadFrom(), frame.end())).isEqualTo("NATS/1.0\r\n\r\nhi\r\n");
  }

  @Test
  void tellsNoHeadersFromAnEmptyHeaderBlock() throws ProtocolException {
    assertThat(parsed("PUB foo 2\r\nhi\r\n").headerBytes()).isEqualTo(PublishFrame.NO_HEADERS);
    assertThat(parsed("HPUB foo 0 2\r\nhi\r\n").headerBytes()).isZero();
  }

  @Test
  void noReplyIsAnEmptyRange() throws ProtocolException {
    var frame = parsed("PUB foo 2\r\nhi\r\n");

    assertThat(frame.hasReply()).isFalse();
    assertThat(frame.replyFrom()).isEqualTo(frame.replyTo());
  }
}
