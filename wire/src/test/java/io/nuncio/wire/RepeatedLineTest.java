package io.nuncio.wire;

import static io.nuncio.wire.ParserRun.MAX_CONTROL_LINE_BYTES;
import static io.nuncio.wire.ParserRun.MAX_PAYLOAD_BYTES;
import static io.nuncio.wire.ParserRun.bytes;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A line of the same bytes as the one before is not read again: that must not be noticed.
class RepeatedLineTest {
  private final List<String> published = new ArrayList<>();
  private final List<Boolean> repeated = new ArrayList<>();
  private final ClientProtocolParser parser =
      new ClientProtocolParser(
          new PublishListener(this::onPublish), MAX_CONTROL_LINE_BYTES, MAX_PAYLOAD_BYTES);

  private Runnable afterEach = () -> {};

  private void onPublish(PublishFrame frame) {
    published.add(
        text(frame, frame.subjectFrom(), frame.subjectTo())
            + "|"
            + text(frame, frame.replyFrom(), frame.replyTo())
            + "|"
            + text(frame, frame.payloadFrom(), frame.end() - 2)
            + "|"
            + text(frame, frame.tailFrom(), frame.sizesTo()));
    repeated.add(frame.subjectRepeated());
    afterEach.run();
  }

  private static String text(PublishFrame frame, int from, int to) {
    return new String(frame.buffer(), from, to - from, ISO_8859_1);
  }

  private void parse(String input) throws ProtocolException {
    byte[] buffer = bytes(input);
    parser.forget();
    assertThat(parser.parse(buffer, 0, buffer.length)).isEqualTo(buffer.length);
  }

  @Test
  void eachMessageOfASeriesHasItsOwnPayload() throws ProtocolException {
    parse("PUB a.b r 2\r\nhi\r\nPUB a.b r 2\r\nho\r\nPUB a.b r 2\r\nhu\r\n");

    assertThat(published).containsExactly("a.b|r|hi|r 2", "a.b|r|ho|r 2", "a.b|r|hu|r 2");
    assertThat(repeated).containsExactly(false, true, true);
  }

  @Test
  void lineThatDiffersInOneByteIsAnother() throws ProtocolException {
    for (int length = 1; length <= 40; length++) {
      String subject = "a".repeat(length);
      for (int at = 0; at < length; at++) {
        String other = subject.substring(0, at) + "b" + subject.substring(at + 1);
        parse("PUB %s 1\r\nx\r\nPUB %s 1\r\ny\r\n".formatted(subject, other));

        assertThat(published).containsExactly(subject + "||x|1", other + "||y|1");
        assertThat(repeated).containsExactly(false, false);
        published.clear();
        repeated.clear();
      }
    }
  }

  @Test
  void subjectIsRepeatedThoughSizeAndReplyDiffer() throws ProtocolException {
    parse("PUB a.b 2\r\nhi\r\nPUB a.b 3\r\nhey\r\nPUB a.b r 1\r\nh\r\nPUB a.b.c 0\r\n\r\n");

    assertThat(published).containsExactly("a.b||hi|2", "a.b||hey|3", "a.b|r|h|r 1", "a.b.c|||0");
    assertThat(repeated).containsExactly(false, true, true, false);
  }

  @Test
  void otherOperationsInBetweenChangeNothing() throws ProtocolException {
    parse("PUB a 1\r\nx\r\nPING\r\nSUB a 1\r\nPUB a 1\r\ny\r\n");

    assertThat(published).containsExactly("a||x|1", "a||y|1");
  }

  @Test
  void messageThatIsPresentedAgainDoesNotRepeatItself() throws ProtocolException {
    byte[] buffer = bytes("PUB a 1\r\nx\r\nPUB b 1\r\ny\r\nPUB b 1\r\nz\r\n");
    int one = buffer.length / 3;

    parser.forget();
    int handled = parser.parse(buffer, 0, 2 * one - 1);
    assertThat(handled).isEqualTo(one);
    assertThat(parser.handledBytes()).isEqualTo(one);
    handled = parser.parse(buffer, handled, 3 * one - 1);
    parser.parse(buffer, handled, 3 * one);

    assertThat(published).containsExactly("a||x|1", "b||y|1", "b||z|1");
    assertThat(repeated).containsExactly(false, false, true);
  }

  @Test
  void nextReadKnowsNothingOfTheOneBefore() throws ProtocolException {
    parse("PUB a 1\r\nx\r\n");
    parse("PUB a 1\r\ny\r\n");

    assertThat(repeated).containsExactly(false, false);
  }

  @Test
  void payloadThatDoesNotEndWhereItShouldIsRefused() {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> parse("PUB a 1\r\nx\r\nPUB a 1\r\nyPUB a 1\r\nz\r\n"));
    assertThat(published).containsExactly("a||x|1");
  }

  @Test
  void headersThatAreNoLongerAcceptedAreRefusedInARepeatedLine() {
    parser.acceptHeaders(true);
    afterEach = () -> parser.acceptHeaders(false);

    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> parse("HPUB a 0 1\r\nx\r\nHPUB a 0 1\r\ny\r\n"));
    assertThat(published).hasSize(1);
  }

  @Test
  void payloadThatHasBecomeTooLargeIsRefusedInARepeatedLine() {
    afterEach = () -> parser.limit(MAX_CONTROL_LINE_BYTES, 0);

    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> parse("PUB a 1\r\nx\r\nPUB a 1\r\ny\r\n"));
    assertThat(published).hasSize(1);
  }
}
