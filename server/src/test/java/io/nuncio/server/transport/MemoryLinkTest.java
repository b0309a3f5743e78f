package io.nuncio.server.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nuncio.testkit.ManualClock;
import io.nuncio.wire.ByteEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Both ends of a connection within a JVM, the loop turned by hand: so each order of what the two
/// sides do is one that the test wrote down.
class MemoryLinkTest {
  private static final int RING = MemoryLink.RING_BYTES;

  private final HandPoller poller = new HandPoller();
  private final List<Throwable> faults = new ArrayList<>();
  private final EventLoop loop = new EventLoop(0, poller, new ManualClock()::nanos, faults::add);
  private final List<String> told = new ArrayList<>();
  private final List<MemoryLink> ended = new ArrayList<>();
  private final MemoryLink link = new MemoryLink(loop, ended::add);
  private final ByteEndpoint client = link.clientEnd();
  private int readsAtOnce = 1 << 20;

  private final LinkListener listener =
      new LinkListener() {
        @Override
        public void onReadable() {
          told.add(taken());
        }

        @Override
        public void onWritable() {
          told.add("writable");
        }
      };

  private String taken() {
    try {
      ByteBuffer target = ByteBuffer.allocate(readsAtOnce);
      int count = link.read(target);
      return count < 0 ? "end" : new String(target.array(), 0, count, US_ASCII);
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private Poller.Registration register() throws IOException {
    return loop.register(link, listener);
  }

  private void say(String text) throws IOException {
    client.write(text.getBytes(US_ASCII), 0, text.length());
  }

  private String heard() throws IOException {
    byte[] target = new byte[100];
    int count = client.read(target, 0, target.length);
    return count < 0 ? "end" : new String(target, 0, count, US_ASCII);
  }

  private int answer(String text) throws IOException {
    return link.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
  }

  private void fillToClient() throws IOException {
    assertThat(link.write(ByteBuffer.allocate(RING + 1))).isEqualTo(RING);
  }

  @Test
  void bytesCrossInBothDirections() throws Exception {
    register();

    say("ping");
    loop.runOnce(0);
    answer("pong");

    assertThat(told).containsExactly("ping");
    assertThat(heard()).isEqualTo("pong");
    assertThat(faults).isEmpty();
  }

  @Test
  void listenerIsToldOnceAnIterationForAsLongAsThereAreBytes() throws Exception {
    register();
    readsAtOnce = 2;
    say("abcde");

    loop.runOnce(0);
    assertThat(told).containsExactly("ab");
    loop.runOnce(0);
    loop.runOnce(0);
    loop.runOnce(0);

    assertThat(told).containsExactly("ab", "cd", "e");
  }

  @Test
  void manyWritesMakeOneCall() throws Exception {
    register();

    for (int i = 0; i < 50; i++) {
      say("x");
    }
    assertThat(poller.wakeups()).isEqualTo(1);
    loop.runOnce(0);

    assertThat(told).containsExactly("x".repeat(50));
  }

  @Test
  void whatIsWrittenBeforeAnybodyListensIsTold() throws Exception {
    say("early");
    register();

    loop.runOnce(0);

    assertThat(told).containsExactly("early");
  }

  @Test
  void pausedListenerIsToldWhenItListensAgain() throws Exception {
    Poller.Registration registration = register();
    registration.readInterest(false);
    say("late");
    loop.runOnce(0);
    assertThat(told).isEmpty();

    registration.readInterest(true);
    loop.runOnce(0);

    assertThat(told).containsExactly("late");
  }

  @Test
  void listenerThatPausesWhileACallIsOnItsWayIsNotTold() throws Exception {
    Poller.Registration registration = register();
    say("late");
    registration.readInterest(false);

    loop.runOnce(0);
    assertThat(told).isEmpty();
    registration.readInterest(true);
    loop.runOnce(0);

    assertThat(told).containsExactly("late");
  }

  @Test
  void whatComesWhileTheListenerReadsIsToldNext() throws Exception {
    loop.register(
        link,
        new LinkListener() {
          @Override
          public void onReadable() {
            told.add(taken());
            try {
              if (told.size() == 1) {
                say("second");
              }
            } catch (IOException e) {
              throw new IllegalStateException(e);
            }
          }

          @Override
          public void onWritable() {}
        });
    say("first");

    loop.runOnce(0);
    loop.runOnce(0);

    assertThat(told).containsExactly("first", "second");
  }

  @Test
  void cancelledListenerIsToldNothing() throws Exception {
    Poller.Registration registration = register();
    registration.writeInterest(true);
    say("x");
    registration.cancel();

    loop.runOnce(0);
    say("y");
    client.close();
    loop.runOnce(0);

    assertThat(told).isEmpty();
  }

  @Test
  void writabilityIsToldWhileItIsWantedAndThereIsRoom() throws Exception {
    Poller.Registration registration = register();
    registration.writeInterest(true);

    loop.runOnce(0);
    loop.runOnce(0);
    registration.writeInterest(false);
    loop.runOnce(0);

    assertThat(told).containsExactly("writable", "writable");
  }

  @Test
  void fullRingIsToldOnlyOnceMuchOfItHasBeenTaken() throws Exception {
    Poller.Registration registration = register();
    fillToClient();
    registration.writeInterest(true);
    byte[] target = new byte[RING];

    assertThat(client.read(target, 0, 10)).isEqualTo(10);
    loop.runOnce(0);
    assertThat(told).isEmpty();
    assertThat(client.read(target, 0, RING / 4)).isEqualTo(RING / 4);
    loop.runOnce(0);

    assertThat(told).containsExactly("writable");
  }

  @Test
  void whatTheClientSaidBeforeItClosedIsReadBeforeTheEnd() throws Exception {
    register();
    say("last words");
    client.close();

    loop.runOnce(0);
    loop.runOnce(0);

    assertThat(told).startsWith("last words", "end");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> answer("x"))
        .withMessage("the client has closed its end");
    assertThat(link.holdsNothing()).isTrue();
  }

  @Test
  void clientThatClosesIsNoticedByWhoWantsToWrite() throws Exception {
    Poller.Registration registration = register();
    registration.readInterest(false);
    fillToClient();
    registration.writeInterest(true);

    client.close();
    loop.runOnce(0);

    assertThat(told).containsExactly("writable");
  }

  @Test
  void whatTheServerSaidBeforeItClosedIsReadBeforeTheEnd() throws Exception {
    answer("last words");
    link.close();

    assertThat(heard()).isEqualTo("last words");
    assertThat(heard()).isEqualTo("end");
    assertThat(heard()).isEqualTo("end");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> say("x"))
        .withMessage("the server has closed this connection");
    assertThat(link.holdsNothing()).isTrue();
  }

  @Test
  void closedServersEndReadsAndWritesNothing() {
    link.close();

    assertThat(taken()).isEqualTo("closed");
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> answer("x"));
  }

  @Test
  void endIsToldOnceHoweverOftenItIsClosed() throws Exception {
    link.close();
    link.close();
    client.close();
    client.close();

    assertThat(ended).containsExactly(link);
  }

  @Test
  void closedClientReadsAndWritesNothing() throws Exception {
    answer("unread");
    client.close();

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(this::heard)
        .withMessage("this end of the connection was closed");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> say("x"))
        .withMessage("this end of the connection was closed");
  }

  @Test
  void nothingIsReadAndWrittenWhereNothingIsAskedFor() throws Exception {
    assertThat(client.read(new byte[0], 0, 0)).isZero();
    client.write(new byte[0], 0, 0);
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> client.read(new byte[3], 2, 2));
  }
}
