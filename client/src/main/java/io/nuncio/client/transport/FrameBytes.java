package io.nuncio.client.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A growing array of whole frames. Confined to who holds the lock of its [OutBuffer].
final class FrameBytes {
  private static final int INITIAL_BYTES = 16 * 1024;
  private static final int MOST_KEPT_BYTES = 2 * 1024 * 1024;

  /// What a line has besides subjects: operation, blanks, two sizes, and both line ends.
  private static final int LINE_BYTES = 36;

  private static final byte[] PUB = {'P', 'U', 'B', ' '};
  private static final byte[] HPUB = {'H', 'P', 'U', 'B', ' '};

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int length;

  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
  }

  /// Empties it, and lets go of an array that was made for something unusual.
  void clear() {
    length = 0;
    if (bytes.length > MOST_KEPT_BYTES) {
      bytes = new byte[INITIAL_BYTES];
    }
  }

  void append(byte[] frame) {
    reserve(frame.length);
    append(frame, 0, frame.length);
  }

  /// Adds the frame of a message.
  ///
  /// @param headers the header block as it is sent; empty for none
  void append(
      String subject, @Nullable String reply, byte[] headers, byte[] body, int from, int count) {
    reserve(LINE_BYTES + utf8Bytes(subject) + utf8Bytes(reply) + headers.length + (long) count);
    byte[] operation = headers.length == 0 ? PUB : HPUB;
    append(operation, 0, operation.length);
    append(subject);
    bytes[length++] = ' ';
    if (reply != null) {
      append(reply);
      bytes[length++] = ' ';
    }
    if (headers.length > 0) {
      append(headers.length);
      bytes[length++] = ' ';
    }
    append(headers.length + count);
    endLine();
    append(headers, 0, headers.length);
    append(body, from, count);
    endLine();
  }

  /// The most that a text can take.
  private static long utf8Bytes(@Nullable String text) {
    return text == null ? 0 : 3L * text.length();
  }

  private void endLine() {
    bytes[length++] = '\r';
    bytes[length++] = '\n';
  }

  private void append(byte[] source, int from, int count) {
    System.arraycopy(source, from, bytes, length, count);
    length += count;
  }

  /// Adds text as UTF-8; room for it as ASCII has been reserved.
  private void append(String text) {
    int start = length;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        length = start;
        byte[] encoded = text.getBytes(UTF_8);
        append(encoded, 0, encoded.length);
        return;
      }
      bytes[length++] = (byte) c;
    }
  }

  private void append(int number) {
    int digits = 1;
    for (int rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    int rest = number;
    for (int i = length + digits - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  private void reserve(long more) {
    long needed = length + more;
    if (needed > bytes.length) {
      long grown = Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * bytes.length));
      bytes = Arrays.copyOf(bytes, Math.toIntExact(grown));
    }
  }
}
