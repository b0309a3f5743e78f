package io.nuncio.bench.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.IntFunction;

/// Renders what clients and servers say, before anything is measured.
public final class Frames {
  private static final byte[] END = {'\r', '\n'};

  private Frames() {}

  /// A payload that tells where in it a byte belongs: the letters in turn.
  public static byte[] payload(int size) {
    byte[] payload = new byte[size];
    for (int i = 0; i < size; i++) {
      payload[i] = (byte) ('a' + i % 26);
    }
    return payload;
  }

  /// `PUB subject size`, and the payload.
  public static byte[] publish(String subject, int size) {
    return frame("PUB " + subject + " " + size, payload(size));
  }

  /// `PUB subject reply size`, and the payload.
  public static byte[] request(String subject, String reply, int size) {
    return frame("PUB " + subject + " " + reply + " " + size, payload(size));
  }

  /// What a subscriber gets of [#publish].
  public static byte[] message(String subject, int sid, int size) {
    return frame("MSG " + subject + " " + sid + " " + size, payload(size));
  }

  /// `HPUB subject headers total`, the headers and the payload.
  ///
  /// @param headers complete, with the empty line that ends them
  public static byte[] publish(String subject, byte[] headers, int size) {
    return frame(
        "HPUB " + subject + " " + headers.length + " " + (headers.length + size),
        concat(headers, payload(size)));
  }

  /// What a subscriber who knows headers gets of it.
  public static byte[] message(String subject, int sid, byte[] headers, int size) {
    return frame(
        "HMSG " + subject + " " + sid + " " + headers.length + " " + (headers.length + size),
        concat(headers, payload(size)));
  }

  /// Headers of exactly so many bytes.
  ///
  /// @param size at least 20
  public static byte[] headers(int size) {
    String start = "NATS/1.0\r\nk: ";
    return (start + "v".repeat(size - start.length() - 4) + "\r\n\r\n").getBytes(US_ASCII);
  }

  /// A buffer outside of the heap that holds `frame` so often as `batchBytes` allow, at least once.
  public static ByteBuffer batch(byte[] frame, int batchBytes) {
    return ring(Math.max(1, batchBytes / frame.length), index -> frame);
  }

  /// A buffer outside of the heap that holds frames of the same length, one after the other.
  public static ByteBuffer ring(int count, IntFunction<byte[]> frames) {
    byte[] first = frames.apply(0);
    var ring = ByteBuffer.allocateDirect(Math.multiplyExact(count, first.length)).put(first);
    for (int i = 1; i < count; i++) {
      ring.put(frames.apply(i));
    }
    return ring.flip();
  }

  private static byte[] frame(String line, byte[] body) {
    return concat(line.getBytes(US_ASCII), END, body, END);
  }

  private static byte[] concat(byte[]... parts) {
    var whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }
}
