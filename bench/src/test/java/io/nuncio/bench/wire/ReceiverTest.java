package io.nuncio.bench.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Subscribers of a server that sends what the test says.
class ReceiverTest {
  private static final String GREETING = "INFO {}\r\n";
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(80);
  private static final int SUBSCRIBERS = 3;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyByteOfEachSubscriberIsCounted(boolean discards) throws Exception {
    try (var server = new QuietServer(GREETING, LONG);
        var receiver = new Receiver(discards && LinuxSockets.usable())) {
      List<Integer> counts = new ArrayList<>();
      for (int i = 0; i < SUBSCRIBERS; i++) {
        int bytes = 100_000 + i;
        int index = i;
        counts.add(0);
        receiver.add(
            Connection.greeted(server.endpoint()),
            new CountingSink() {
              @Override
              public void count(long more) {
                counts.set(index, counts.get(index) + (int) more);
              }

              @Override
              public boolean complete() {
                return counts.get(index) >= bytes;
              }
            });
        send(server.client(), "x".repeat(bytes));
      }

      receiver.run();

      assertThat(counts).containsExactly(100_000, 100_001, 100_002);
    }
  }

  @Test
  void bytesThatAreComparedAreCopied() throws Exception {
    String frame = "MSG a 1 3\r\nabc\r\n";
    try (var server = new QuietServer(GREETING, LONG);
        var receiver = new Receiver(LinuxSockets.usable())) {
      var checker = new FrameChecker(frame.getBytes(US_ASCII), 2);
      receiver.add(Connection.greeted(server.endpoint()), checker);
      send(server.client(), frame + "MSG a 1 3\r\nabC\r\n");

      assertThatExceptionOfType(WrongBytesException.class).isThrownBy(receiver::run);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void closedConnectionEndsIt(boolean discards) throws Exception {
    try (var server = new QuietServer(GREETING, LONG);
        var receiver = new Receiver(discards && LinuxSockets.usable())) {
      receiver.add(Connection.greeted(server.endpoint()), new ByteCounter(1));
      server.client().close();

      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(receiver::run)
          .withCauseInstanceOf(EOFException.class);
    }
  }

  @Test
  void silenceEndsIt() throws Exception {
    try (var server = new QuietServer(GREETING, SHORT);
        var receiver = new Receiver()) {
      receiver.add(Connection.greeted(server.endpoint()), new ByteCounter(5));
      receiver.add(Connection.greeted(server.endpoint()), new ByteCounter(5));
      send(server.client(), "12345");

      assertThatExceptionOfType(IOException.class)
          .isThrownBy(receiver::run)
          .withMessageStartingWith("1 of 2 subscribers wait for more, and nothing came for");
    }
  }

  private static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(US_ASCII));
  }
}
