package io.nuncio.server.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.server.transport.EventLoop;
import io.nuncio.server.transport.Link;
import io.nuncio.server.transport.LinkListener;
import io.nuncio.server.transport.Poller;
import io.nuncio.testkit.Seed;
import io.nuncio.wire.ClientProtocolHandler;
import io.nuncio.wire.ClientProtocolParser;
import io.nuncio.wire.ProtocolException;
import io.nuncio.wire.PublishFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// The inside of a large message is moved only for who wants it: whoever does gets every byte,
/// however the input was cut and whenever handling it was stopped.
class LargeInputTest {
  private static final int MESSAGES = 4_000;
  private static final int MAX_PAYLOAD = 300_000;

  private final RandomGenerator random = Seed.random("large input");
  private final List<String> expected = new ArrayList<>();
  private final List<String> seen = new ArrayList<>();
  private final byte[] input = input();
  private final Peer peer = new Peer();
  private final EventLoop loop =
      new EventLoop(
          0,
          new IdlePoller(),
          () -> 1,
          fault -> {
            throw new AssertionError(fault);
          });
  private final Lane lane = new Lane(loop, false);

  @Test
  void everyMessageArrivesWhole() throws IOException {
    var limits = new ConnectionLimits(1 << 30, 1, 1, new MemoryBudget(1L << 40));
    var connection = new Connection(peer, lane, limits, Reader::new);

    while (seen.size() < expected.size() && peer.at < input.length) {
      connection.onReadable();
      connection.resume();
    }
    while (seen.size() < expected.size()) {
      connection.resume();
    }

    assertThat(seen).isEqualTo(expected);
  }

  private byte[] input() {
    var bytes = new ByteArrayOutputStream();
    int size = 0;
    for (int i = 0; i < MESSAGES; i++) {
      // Streams of one size, and now and then another.
      if (random.nextInt(20) == 0) {
        int most = List.of(50, 5_000, 20_000, MAX_PAYLOAD).get(random.nextInt(4));
        size = random.nextInt(most);
      }
      String subject = random.nextInt(5) == 0 ? "other" : "subject";
      byte[] payload = new byte[size];
      random.nextBytes(payload);
      String line = random.nextInt(30) == 0 ? "pub\t%s  %d\n" : "PUB %s %d\r\n";
      bytes.writeBytes(line.formatted(subject, size).getBytes(ISO_8859_1));
      bytes.writeBytes(payload);
      bytes.writeBytes("\r\n".getBytes(ISO_8859_1));
      expected.add(subject + " " + shown(i, payload));
    }
    return bytes.toByteArray();
  }

  /// Nobody looks at every third message.
  private static String shown(int index, byte[] payload) {
    return index % 3 == 0
        ? String.valueOf(payload.length)
        : new String(payload, ISO_8859_1).hashCode() + " of " + payload.length;
  }

  /// Takes a payload in one of the ways in which sessions do.
  private final class Reader implements ConnectionHandler, ClientProtocolHandler {
    private final Connection connection;
    private final ClientProtocolParser parser = new ClientProtocolParser(this, 4096, MAX_PAYLOAD);

    Reader(Connection connection) {
      this.connection = connection;
    }

    @Override
    public void onRead() {
      parser.forget();
      parser.resume();
    }

    @Override
    public int onBytes(byte[] buffer, int from, int to) {
      try {
        return parser.parse(buffer, from, to);
      } catch (ProtocolException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void onPublish(PublishFrame frame) {
      int stop = random.nextInt(40);
      if (stop < 2) {
        connection.pause();
        if (stop == 0) {
          parser.pauseBefore();
          return;
        }
        parser.pause();
      }
      int index = seen.size();
      byte[] payload = new byte[frame.totalBytes()];
      if (index % 3 == 1) {
        lane.input().complete();
        System.arraycopy(frame.buffer(), frame.payloadFrom(), payload, 0, payload.length);
      } else if (index % 3 == 2) {
        copy(frame, payload);
      }
      String subject =
          new String(
              frame.buffer(),
              frame.subjectFrom(),
              frame.subjectTo() - frame.subjectFrom(),
              ISO_8859_1);
      seen.add(subject + " " + shown(index, payload));
    }

    private void copy(PublishFrame frame, byte[] payload) {
      int bytes = frame.end() - frame.subjectFrom();
      var chunk =
          random.nextBoolean()
              ? new Chunk(new byte[bytes])
              : new Chunk(ByteBuffer.allocateDirect(bytes));
      lane.input().copy(frame.buffer(), frame.subjectFrom(), bytes, chunk);
      byte[] copied = new byte[bytes];
      chunk.next(ByteBuffer.allocate(bytes)).get(copied);
      assertThat(copied).endsWith('\r', '\n');
      System.arraycopy(
          copied, frame.payloadFrom() - frame.subjectFrom(), payload, 0, payload.length);
    }

    @Override
    public void onConnect(byte[] buffer, int from, int to) {
      throw new AssertionError("nobody has sent a CONNECT");
    }

    @Override
    public void onSubscribe(byte[] subject, byte[] queueGroup, byte[] sid) {
      throw new AssertionError("nobody has sent a SUB");
    }

    @Override
    public void onUnsubscribe(byte[] sid, long max) {
      throw new AssertionError("nobody has sent an UNSUB");
    }

    @Override
    public void onPing() {
      throw new AssertionError("nobody has sent a PING");
    }

    @Override
    public void onPong() {
      throw new AssertionError("nobody has sent a PONG");
    }

    @Override
    public int handledBytes() {
      return parser.handledBytes();
    }

    @Override
    public int unfinishedBytes() {
      return parser.unfinishedBytes();
    }

    @Override
    public void onClosed(ClosedReason reason) {
      throw new AssertionError(reason);
    }

    @Override
    public void onFault(Throwable fault) {
      throw new AssertionError(fault);
    }
  }

  /// Sends the input, in pieces of all sizes.
  private final class Peer implements Link {
    private int at;

    @Override
    public int read(ByteBuffer target) {
      int most = List.of(10, 3_000, 60_000, 300_000).get(random.nextInt(4));
      int bytes =
          Math.min(random.nextInt(1, most), Math.min(target.remaining(), input.length - at));
      target.put(input, at, bytes);
      at += bytes;
      return bytes;
    }

    @Override
    public int write(ByteBuffer source) {
      return 0;
    }

    @Override
    public void close() {}

    @Override
    public String remoteIp() {
      return "192.0.2.1";
    }

    @Override
    public int remotePort() {
      return 0;
    }

    @Override
    public String remoteAddress() {
      return "192.0.2.1";
    }
  }

  /// The test says itself when there is something to read.
  private record IdlePoller() implements Poller {
    @Override
    public Registration register(Link link, LinkListener listener) {
      return new Registration() {
        @Override
        public void readInterest(boolean wanted) {}

        @Override
        public void writeInterest(boolean wanted) {}

        @Override
        public void cancel() {}
      };
    }

    @Override
    public void poll(long timeoutNanos) {}

    @Override
    public void wakeup() {}

    @Override
    public void close() {}
  }
}
