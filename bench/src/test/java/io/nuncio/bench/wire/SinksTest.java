package io.nuncio.bench.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What receives for subscribers, fed by hand.
class SinksTest {
  private static final String FRAME = "MSG a 101 3\r\nabc\r\n";

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 7, 1000})
  void rightFramesAreTakenHoweverTheyAreCut(int pieceBytes) {
    var checker = new FrameChecker(bytes(FRAME), 2);

    feed(checker, FRAME + FRAME, pieceBytes);

    assertThat(checker.complete()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 1000})
  void pingOfTheServerIsNoMessage(int pieceBytes) {
    var checker = new FrameChecker(bytes(FRAME), 2);

    feed(checker, FRAME + "PING\r\n" + FRAME, pieceBytes);

    assertThat(checker.complete()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MSG a 102 3\r\nabc\r\n",
        "MSG a 101 3\r\nabC\r\n",
        "MSG a 101 3\r\nab\r\n",
        "PONG\r\n",
        "MSG aPING\r\n 101 3\r\nabc\r\n"
      })
  void anyWrongByteIsSeen(String wrong) {
    var checker = new FrameChecker(bytes(FRAME), 3);

    assertThatExceptionOfType(WrongBytesException.class)
        .isThrownBy(() -> feed(checker, FRAME + wrong + FRAME, 1));
  }

  @Test
  void aFrameTooManyIsSeen() {
    var checker = new FrameChecker(bytes(FRAME), 1);

    assertThatExceptionOfType(WrongBytesException.class)
        .isThrownBy(() -> feed(checker, FRAME + FRAME, 1000));
  }

  @Test
  void halfIsNotComplete() {
    var checker = new FrameChecker(bytes(FRAME), 2);

    feed(checker, FRAME, 1000);

    assertThat(checker.complete()).isFalse();
  }

  @Test
  void counterIsCompleteWithTheLastByte() {
    var counter = new ByteCounter(10);

    feed(counter, "123456789", 4);
    boolean before = counter.complete();
    feed(counter, "0", 1);

    assertThat(before).isFalse();
    assertThat(counter.complete()).isTrue();
  }

  @Test
  void counterAllowsNoMoreThanPings() {
    var counter = new ByteCounter(10);

    assertThatExceptionOfType(WrongBytesException.class)
        .isThrownBy(() -> feed(counter, "x".repeat(23), 23));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1000})
  void groupsAreCountedOverAllConnections(int pieceBytes) {
    var groups = new GroupCounter(bytes(FRAME), 101, 2, 2);
    var one = groups.part();
    var other = groups.part();

    feed(one, message(101) + "PING\r\n" + message(102) + message(102), pieceBytes);
    feed(other, message(101), pieceBytes);

    groups.check();
    assertThat(one.complete()).isTrue();
  }

  @Test
  void groupThatGotTheCopyOfAnotherIsSeen() {
    var groups = new GroupCounter(bytes(FRAME), 101, 2, 1);

    feed(groups.part(), message(101) + message(101), 1000);

    assertThatExceptionOfType(WrongBytesException.class).isThrownBy(groups::check);
  }

  @Test
  void subscriptionThatDoesNotExistIsSeen() {
    var part = new GroupCounter(bytes(FRAME), 101, 2, 1).part();

    assertThatExceptionOfType(WrongBytesException.class)
        .isThrownBy(() -> feed(part, message(103), 1000));
  }

  @Test
  void responderAnswersWholeRequestsOnly() {
    var received = ByteBuffer.allocate(200);
    received.put(
        bytes("MSG svc 1 in.1 2\r\nab\r\nPING\r\nMSG svc 1 in.2 1\r\nc\r\nMSG svc 1 in.3 2\r\na"));
    var answers = ByteBuffer.allocate(200);

    Responder.answer(received.flip(), answers);

    assertThat(text(answers.flip())).isEqualTo("PUB in.1 2\r\nab\r\nPUB in.2 1\r\nc\r\n");
    assertThat(text(received)).isEqualTo("MSG svc 1 in.3 2\r\na");
  }

  private static String message(int sid) {
    return FRAME.replace("101", Integer.toString(sid));
  }

  private static void feed(Sink sink, String text, int pieceBytes) {
    byte[] all = bytes(text);
    for (int from = 0; from < all.length; from += pieceBytes) {
      sink.accept(ByteBuffer.wrap(all, from, Math.min(pieceBytes, all.length - from)));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }

  private static String text(ByteBuffer bytes) {
    byte[] left = new byte[bytes.remaining()];
    bytes.get(left);
    return new String(left, US_ASCII);
  }
}
