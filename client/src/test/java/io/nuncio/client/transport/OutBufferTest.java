package io.nuncio.client.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.client.transport.BufferPolicy.WhenDisconnected;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What waits to be sent, what a broken connection takes with it, and who is told.
class OutBufferTest {
  private static final byte[] BODY = {'x'};
  private static final byte[] NO_HEADERS = {};

  private final OutBuffer out =
      new OutBuffer(new BufferPolicy(1_000, 1_000, WhenDisconnected.BUFFER), () -> 0);
  private final List<String> told = new ArrayList<>();

  private void connect() {
    int ignored = out.resume();
    out.open();
  }

  private void publish() {
    out.publish("a", null, NO_HEADERS, BODY, 0, 1);
  }

  private void ping(String name) {
    assertThat(out.ping(() -> told.add(name + " answered"), () -> told.add(name + " lost")))
        .isTrue();
  }

  /// What the writer would send now.
  private String taken() throws InterruptedException {
    int length = out.take(0);
    return length <= 0 ? "" : new String(out.taken(), 0, length, UTF_8);
  }

  @Test
  void framesAreHandedOnInTheOrderInWhichTheyCame() throws Exception {
    connect();
    publish();
    ping("first");
    out.control("SUB b 1\r\n".getBytes(UTF_8));

    assertThat(taken()).isEqualTo("PUB a 1\r\nx\r\nPING\r\nSUB b 1\r\n");
    assertThat(taken()).isEmpty();
  }

  @Test
  void answersComeInTheOrderOfThePings() {
    connect();
    ping("first");
    ping("second");

    out.pong();
    assertThat(told).containsExactly("first answered");
    out.pong();
    assertThat(told).containsExactly("first answered", "second answered");
  }

  @Test
  void pingThatWasHandedToABrokenConnectionIsLost() throws Exception {
    connect();
    ping("first");
    assertThat(taken()).isNotEmpty();

    out.disconnect();

    assertThat(told).containsExactly("first lost");
  }

  @Test
  void pingThatStillWaitsIsForTheNextConnectionIfNoMessageIsLost() throws Exception {
    connect();
    out.disconnect();
    ping("first");
    connect();

    assertThat(taken()).isEqualTo("PING\r\n");
    out.pong();

    assertThat(told).containsExactly("first answered");
  }

  @Test
  void pingThatStillWaitsIsLostWithTheMessagesBeforeIt() throws Exception {
    connect();
    publish();
    assertThat(taken()).isNotEmpty();
    ping("first");

    out.disconnect();
    assertThat(told).containsExactly("first lost");
    connect();
    assertThat(taken()).isEqualTo("PING\r\n");
    ping("second");
    out.pong(); // for the first, of whom nobody wants to know
    assertThat(told).containsExactly("first lost");
    out.pong();

    assertThat(told).containsExactly("first lost", "second answered");
    assertThat(out.takeUntoldLoss()).isZero();
  }

  @Test
  void lossThatNobodyWasToldOfIsKeptForWhoAsks() throws Exception {
    connect();
    publish();
    publish();
    assertThat(taken()).isNotEmpty();

    out.disconnect();

    assertThat(out.takeUntoldLoss()).isEqualTo(2);
    assertThat(out.takeUntoldLoss()).isZero();
  }

  @Test
  void pingForWhichNobodyWaitsTellsNobody() throws Exception {
    connect();
    publish();
    assertThat(out.ping(() -> told.add("answered"), null)).isTrue();
    assertThat(taken()).isNotEmpty();

    out.disconnect();

    assertThat(out.takeUntoldLoss()).isEqualTo(1);
  }

  @Test
  void whatAnAnswerConfirmedIsNotLost() throws Exception {
    connect();
    publish();
    ping("first");
    publish();
    assertThat(taken()).isNotEmpty();
    out.pong();

    out.disconnect();

    assertThat(out.takeUntoldLoss()).isEqualTo(1);
  }

  @Test
  void whatWasNeverHandedOverIsNotLost() throws Exception {
    connect();
    publish();
    out.disconnect();
    assertThat(out.takeUntoldLoss()).isZero();
    assertThat(out.pendingMessages()).isEqualTo(1);

    connect();
    assertThat(taken()).isEqualTo("PUB a 1\r\nx\r\n");
    assertThat(out.pendingMessages()).isZero();
  }

  @Test
  void closingTellsEveryoneWhoWaits() throws Exception {
    connect();
    ping("first");
    ping("second");

    out.close(true);

    assertThat(told).containsExactly("first lost", "second lost");
    assertThat(taken()).isEqualTo("PING\r\nPING\r\n");
    assertThat(out.take(0)).isEqualTo(OutBuffer.END);
  }
}
