package io.nuncio.server.simulation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.nuncio.testkit.SimulatedStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A client of the simulation: sends what it is told, in whatever pieces the stream takes, and
/// reads frames strictly. A frame that is torn or mixed with another does not parse, and fails the
/// test.
final class SimulatedClient {
  final int number;
  final boolean echo;
  final boolean headers;
  final List<Received> received = new ArrayList<>();
  final List<String> infos = new ArrayList<>();
  final List<String> errors = new ArrayList<>();
  private final SimulatedLink link;
  private final ByteArrayOutputStream unread = new ByteArrayOutputStream();
  private ByteBuffer header = ByteBuffer.allocate(0);
  private ByteBuffer unsent = ByteBuffer.allocate(0);
  private int pongs;
  private int receivedMessages;
  private long receivedBytes;
  private int pings;
  private boolean stalled;
  private @Nullable SimulatedTls tls;
  private @Nullable Supplier<SimulatedTls> tlsAfterInfo;

  /// A message as it arrived.
  ///
  /// @param headers the header block; empty for a `MSG`
  record Received(String subject, String sid, String reply, String headers, String payload) {}

  /// Says nothing until it is told to.
  SimulatedClient(int number, SimulatedLink link, boolean echo, boolean headers) {
    this.number = number;
    this.link = link;
    this.echo = echo;
    this.headers = headers;
  }

  /// @param token presented; empty for none
  void sendConnect(String token) {
    send(
        ("CONNECT {\"verbose\":false,\"pedantic\":false,\"protocol\":1,\"echo\":%s,\"headers\":%s,"
                + "\"name\":\"client-%d\"%s}\r\n")
            .formatted(
                echo, headers, number, token.isEmpty() ? "" : ",\"auth_token\":\"" + token + "\""));
  }

  /// Goes away.
  void leave() {
    link.toServer.end();
  }

  /// Goes away without a word, and without what is on the way.
  void reset() {
    link.reset();
  }

  void send(String text) {
    byte[] more = text.getBytes(ISO_8859_1);
    ByteBuffer all = ByteBuffer.allocate(unsent.remaining() + more.length);
    unsent = all.put(unsent).put(more).flip();
  }

  /// Moves some bytes in each direction.
  void exchange() {
    if (tls != null) {
      tls.exchange(link, !stalled, unsent, unread);
      parse();
      return;
    }
    link.toServer.write(header);
    if (tlsAfterInfo == null) {
      link.toServer.write(unsent);
    }
    if (!stalled) {
      read(link.toClient);
    }
    if (tlsAfterInfo != null && !infos.isEmpty()) {
      tls = tlsAfterInfo.get();
      tlsAfterInfo = null;
    }
  }

  /// Sends `text` before anything else, in the clear.
  void greetFirst(String text) {
    header = ByteBuffer.wrap(text.getBytes(ISO_8859_1));
  }

  /// Speaks TLS from now on.
  void secure(SimulatedTls wanted) {
    tls = wanted;
  }

  /// Speaks TLS once it has been told something.
  void secureAfterInfo(Supplier<SimulatedTls> wanted) {
    tlsAfterInfo = wanted;
  }

  /// Its end of the encryption.
  SimulatedTls tls() {
    if (tls == null) {
      throw new IllegalStateException("client " + number + " does not speak TLS");
    }
    return tls;
  }

  private void read(SimulatedStream stream) {
    if (!stream.isReadable()) {
      return;
    }
    ByteBuffer some = ByteBuffer.allocate(1 << 15);
    if (stream.read(some) > 0) {
      unread.write(some.array(), 0, some.position());
      parse();
    }
  }

  /// All that have arrived, those that were taken from the list among them.
  int receivedMessages() {
    return receivedMessages;
  }

  /// Of headers and payloads.
  long receivedBytes() {
    return receivedBytes;
  }

  boolean isQuiet() {
    if (isClosed() && link.toClient.available() == 0) {
      return true;
    }
    if (tls != null && tls.failure() != null) {
      return true;
    }
    return !unsent.hasRemaining()
        && link.toServer.available() == 0
        && link.toClient.available() == 0
        && (tls == null || tls.isQuiet())
        && tlsAfterInfo == null
        && unread.size() == 0;
  }

  /// Bytes that the network has not taken yet.
  int unsentBytes() {
    return unsent.remaining();
  }

  boolean isClosed() {
    return link.isClosed();
  }

  int pings() {
    return pings;
  }

  /// Stops reading, or goes on.
  void stall(boolean wanted) {
    stalled = wanted;
  }

  int pongs() {
    return pongs;
  }

  private void parse() {
    String text = unread.toString(ISO_8859_1);
    int at = 0;
    while (true) {
      int next = parseOne(text, at);
      if (next < 0) {
        break;
      }
      at = next;
    }
    unread.reset();
    unread.writeBytes(text.substring(at).getBytes(ISO_8859_1));
  }

  /// The index after the frame at `at`, or -1 if it is not complete
  private int parseOne(String text, int at) {
    int end = text.indexOf("\r\n", at);
    if (end < 0) {
      return -1;
    }
    String line = text.substring(at, end);
    String[] words = line.split(" ", -1);
    return switch (words[0]) {
      case "MSG" -> message(text, end + 2, words, 0);
      case "HMSG" -> message(text, end + 2, words, Integer.parseInt(words[words.length - 2]));
      case "PONG" -> {
        pongs++;
        yield end + 2;
      }
      case "PING" -> {
        pings++;
        send("PONG\r\n");
        yield end + 2;
      }
      case "+OK" -> end + 2;
      case "INFO" -> {
        infos.add(line);
        yield end + 2;
      }
      case "-ERR" -> {
        errors.add(line);
        yield end + 2;
      }
      default -> throw new AssertionError("client %d got a torn frame: %s".formatted(number, line));
    };
  }

  private int message(String text, int from, String[] words, int headerBytes) {
    boolean hasHeaders = words[0].equals("HMSG");
    int total = Integer.parseInt(words[words.length - 1]);
    int end = from + total;
    if (text.length() < end + 2) {
      return -1;
    }
    if (!text.startsWith("\r\n", end)) {
      throw new AssertionError("client %d: no line end behind a payload".formatted(number));
    }
    boolean hasReply = words.length == (hasHeaders ? 6 : 5);
    Received message =
        new Received(
            words[1],
            words[2],
            hasReply ? words[3] : "",
            text.substring(from, from + headerBytes),
            text.substring(from + headerBytes, end));
    received.add(message);
    receivedMessages++;
    receivedBytes += message.headers().length() + message.payload().length();
    return end + 2;
  }
}
