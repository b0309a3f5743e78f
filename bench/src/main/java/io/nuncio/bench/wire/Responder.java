package io.nuncio.bench.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/// Answers every request on one connection with its own payload, until the connection is closed.
///
/// @param connection blocking, subscribed to what is asked; used by nobody else
public record Responder(Connection connection) implements Crew.Task {
  private static final int BUFFER_BYTES = 1 << 20;
  private static final byte[] PUBLISH = "PUB ".getBytes(US_ASCII);
  private static final int WORDS_BEFORE_REPLY = 3;

  @Override
  public void run() throws IOException {
    var received = ByteBuffer.allocate(BUFFER_BYTES);
    var answers = ByteBuffer.allocate(BUFFER_BYTES + BUFFER_BYTES / 2);
    try {
      while (connection.channel().read(received) >= 0) {
        answer(received.flip(), answers.clear());
        received.compact();
        connection.write(answers.flip());
      }
    } catch (ClosedChannelException closed) {
      // The run is over.
      return;
    }
  }

  /// Takes all whole messages out of `received`, and puts as many answers into `answers`.
  @SuppressWarnings("ByteBufferBackingArray")
  static void answer(ByteBuffer received, ByteBuffer answers) {
    byte[] bytes = received.array();
    int end = received.limit();
    for (int from = received.position(); ; from = received.position()) {
      int lineEnd = from;
      while (lineEnd < end && bytes[lineEnd] != '\r') {
        lineEnd++;
      }
      if (lineEnd == end) {
        return;
      }
      if (bytes[from] != 'M') {
        // A PING of the server.
        received.position(Math.min(lineEnd + 2, end));
        continue;
      }
      int reply = afterWords(bytes, from, lineEnd);
      int size = sizeAtEnd(bytes, from, lineEnd);
      int next = lineEnd + 2 + size + 2;
      if (next > end) {
        return;
      }
      answers.put(PUBLISH).put(bytes, reply, next - reply);
      received.position(next);
    }
  }

  private static int afterWords(byte[] bytes, int from, int end) {
    int at = from;
    for (int words = 0; at < end && words < WORDS_BEFORE_REPLY; at++) {
      if (bytes[at] == ' ') {
        words++;
      }
    }
    return at;
  }

  private static int sizeAtEnd(byte[] bytes, int from, int end) {
    int size = 0;
    for (int at = end - 1, unit = 1; at >= from && bytes[at] != ' '; at--, unit *= 10) {
      size += (bytes[at] - '0') * unit;
    }
    return size;
  }
}
