package io.nuncio.server.session;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nuncio.wire.PublishFrame;
import io.nuncio.wire.Subjects;

/// Subjects that servers use among themselves and clients must not publish to, or ask answers on.
///
/// Source: nats-server 2.15.2.
final class ReservedSubjects {
  private static final byte[][] SUBJECTS = {bytes("_GR_."), bytes("$GR."), bytes("$NRG.")};
  private static final byte[][] REPLIES = {bytes("_R_."), bytes("_GR_."), bytes("$JS.ACK.")};

  private ReservedSubjects() {}

  static boolean isReservedSubject(PublishFrame frame) {
    return startsWithAny(frame.buffer(), frame.subjectFrom(), frame.subjectTo(), SUBJECTS);
  }

  static boolean isReservedSubject(byte[] subject) {
    return startsWithAny(subject, 0, subject.length, SUBJECTS);
  }

  static boolean isReservedReply(PublishFrame frame) {
    return frame.hasReply()
        && startsWithAny(frame.buffer(), frame.replyFrom(), frame.replyTo(), REPLIES);
  }

  private static boolean startsWithAny(byte[] buffer, int from, int to, byte[][] prefixes) {
    if (buffer[from] != '_' && buffer[from] != '$') {
      return false;
    }
    for (byte[] prefix : prefixes) {
      if (Subjects.startsWith(buffer, from, to, prefix)) {
        return true;
      }
    }
    return false;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }
}
