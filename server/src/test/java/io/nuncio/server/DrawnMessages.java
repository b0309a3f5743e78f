package io.nuncio.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.SplittableRandom;

/// The messages of a run, drawn from its seed: who sends and who receives the one with a number on
/// a subject make the same of both.
///
/// @param seed of the run
record DrawnMessages(long seed) {
  private static final int LARGEST_BYTES = 70_000;
  private static final byte[] NONE = {};

  /// One message.
  static final class Message {
    private final String subject;
    private final byte[] headers;
    private final byte[] payload;

    /// @param headers the header block; empty for none
    private Message(String subject, byte[] headers, byte[] payload) {
      this.subject = subject;
      this.headers = headers;
      this.payload = payload;
    }

    /// As its publisher sends it.
    byte[] published() {
      return headers.length == 0
          ? frame("PUB " + subject + " " + payload.length, true)
          : frame("HPUB " + subject + sizes(), true);
    }

    /// As a subscription `sid` receives it.
    ///
    /// @param understandsHeaders whether the client does; else it must not see them
    byte[] delivered(int sid, boolean understandsHeaders) {
      return headers.length > 0 && understandsHeaders
          ? frame("HMSG " + subject + " " + sid + sizes(), true)
          : frame("MSG " + subject + " " + sid + " " + payload.length, false);
    }

    private String sizes() {
      return " " + headers.length + " " + (headers.length + payload.length);
    }

    private byte[] frame(String line, boolean withHeaders) {
      byte[] start = (line + "\r\n").getBytes(US_ASCII);
      byte[] block = withHeaders ? headers : NONE;
      byte[] frame = new byte[start.length + block.length + payload.length + 2];
      System.arraycopy(start, 0, frame, 0, start.length);
      System.arraycopy(block, 0, frame, start.length, block.length);
      System.arraycopy(payload, 0, frame, start.length + block.length, payload.length);
      frame[frame.length - 2] = '\r';
      frame[frame.length - 1] = '\n';
      return frame;
    }
  }

  /// The message `number` on `subject`.
  Message draw(String subject, int number) {
    SplittableRandom random = new SplittableRandom(seed ^ subject.hashCode() * 31L ^ number);
    byte[] payload = new byte[random.nextInt(most(random.nextInt(10)) + 1)];
    random.nextBytes(payload);
    byte[] headers =
        random.nextInt(4) == 0
            ? ("NATS/1.0\r\nNumber: " + number + "\r\n\r\n").getBytes(US_ASCII)
            : NONE;
    return new Message(subject, headers, payload);
  }

  private static int most(int kind) {
    return switch (kind) {
      case 0 -> 0;
      case 1, 2, 3, 4, 5 -> 200;
      case 6, 7, 8 -> 9_000;
      default -> LARGEST_BYTES;
    };
  }
}
