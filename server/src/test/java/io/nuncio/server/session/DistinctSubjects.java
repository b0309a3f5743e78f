package io.nuncio.server.session;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nuncio.server.simulation.MemoryClient;
import java.nio.ByteBuffer;

/// Publishes to a million subjects, each of them once, without making an object.
final class DistinctSubjects implements MemoryClient.Words {
  /// How many there are.
  static final int MOST = 1_000_000;

  private static final int MESSAGES_PER_READ = 200;
  private static final int DIGITS = 7;
  private static final byte[] END = " 5\r\nhello\r\n".getBytes(US_ASCII);

  private final byte[] message;
  private final int digitsTo;
  private int next;

  /// @param prefix of each subject
  DistinctSubjects(String prefix) {
    message = ("PUB " + prefix + "0".repeat(DIGITS)).getBytes(US_ASCII);
    digitsTo = message.length;
  }

  int messageBytes() {
    return message.length + END.length;
  }

  @Override
  public boolean read(ByteBuffer target) {
    for (int i = 0; i < MESSAGES_PER_READ && target.remaining() >= messageBytes(); i++) {
      if (next == MOST) {
        return false;
      }
      int rest = next++;
      for (int at = digitsTo - 1; at >= digitsTo - DIGITS; at--) {
        message[at] = (byte) ('0' + rest % 10);
        rest /= 10;
      }
      target.put(message).put(END);
    }
    return true;
  }
}
