package io.nuncio.wire;

import static io.nuncio.wire.ProtocolException.malformed;

/// A message from the server, as indexes into the read buffer. Used again for the next message.
public final class DeliveryFrame {
  /// What [#headerBytes] is for a `MSG`.
  public static final int NO_HEADERS = -1;

  private static final byte[] NONE = {};
  private static final int MOST_WORDS = 5;
  private static final int MOST_SID_DIGITS = 18;

  private final int[] from = new int[MOST_WORDS];
  private final int[] to = new int[MOST_WORDS];
  private byte[] buffer = NONE;
  private int words;
  private boolean reply;
  private long sid;
  private int headerBytes;
  private int totalBytes;
  private int payloadFrom;

  DeliveryFrame() {}

  /// The read buffer, which everything below is an index of.
  public byte[] buffer() {
    return buffer;
  }

  /// Where the subject begins.
  public int subjectFrom() {
    return from[0];
  }

  /// The index after the subject.
  public int subjectTo() {
    return to[0];
  }

  /// The identifier of the subscription that the message is for.
  public long sid() {
    return sid;
  }

  /// Whether there is a reply subject.
  public boolean hasReply() {
    return reply;
  }

  /// Where the reply subject begins, if there is one.
  public int replyFrom() {
    return from[2];
  }

  /// The index after the reply subject.
  public int replyTo() {
    return to[2];
  }

  /// The length of the header block, or [#NO_HEADERS].
  public int headerBytes() {
    return headerBytes;
  }

  /// Where the header block begins, or the payload if there is none.
  public int contentFrom() {
    return payloadFrom;
  }

  /// The length of header block and payload together.
  public int totalBytes() {
    return totalBytes;
  }

  /// Splits the line that begins at `at` into words.
  ///
  /// @return the index of its newline; -1 if that does not stand before `limit`
  int split(byte[] bytes, int at, int limit) throws ProtocolException {
    buffer = bytes;
    words = 0;
    int i = at;
    while (i < limit) {
      byte b = bytes[i];
      if (b == '\n') {
        return i;
      }
      if (b == ' ' || b == '\t' || b == '\r') {
        i++;
        continue;
      }
      if (words == MOST_WORDS) {
        throw malformed("at most 5 arguments of a message");
      }
      from[words] = i;
      while (i < limit && (b = bytes[i]) != ' ' && b != '\r' && b != '\n' && b != '\t') {
        if (b >= 0 && b < ' ') {
          throw malformed("no byte below 0x20 in the line of a message");
        }
        i++;
      }
      to[words++] = i;
    }
    return -1;
  }

  /// Makes sense of the words: `<subject> <sid> [reply] [header bytes] <total bytes>`.
  ///
  /// @param sizes how many sizes stand at the end: 1, or 2 with headers
  void read(int sizes, int newline, int maxPayloadBytes) throws ProtocolException {
    if (words != sizes + 2 && words != sizes + 3) {
      throw malformed(
          sizes == 1
              ? "MSG <subject> <sid> [reply] <bytes>"
              : "HMSG <subject> <sid> [reply] <header bytes> <total bytes>");
    }
    reply = words == sizes + 3;
    sid = readSid();
    totalBytes = PublishFrame.decimal(buffer, from[words - 1], to[words - 1]);
    headerBytes =
        sizes == 1 ? NO_HEADERS : PublishFrame.decimal(buffer, from[words - 2], to[words - 2]);
    if (totalBytes < 0 || (sizes == 2 && (headerBytes < 0 || headerBytes > totalBytes))) {
      throw malformed("sizes of 1 to 9 digits, the header's not above the total");
    }
    if (totalBytes > maxPayloadBytes) {
      throw new ProtocolException(
          Violation.MAXIMUM_PAYLOAD,
          "expected a message of at most %d bytes, got %d".formatted(maxPayloadBytes, totalBytes));
    }
    payloadFrom = newline + 1;
  }

  private long readSid() throws ProtocolException {
    int digits = to[1] - from[1];
    if (digits > MOST_SID_DIGITS) {
      throw malformed("a sid of 1 to 18 digits");
    }
    long value = 0;
    for (int i = from[1]; i < to[1]; i++) {
      int digit = buffer[i] - '0';
      if (digit < 0 || digit > 9) {
        throw malformed("a sid of 1 to 18 digits");
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /// The index after the payload's line end, if the payload is complete before `limit`; -1 if not.
  int end(int limit) throws ProtocolException {
    int payloadTo = payloadFrom + totalBytes;
    if (payloadTo < limit && buffer[payloadTo] != '\r') {
      throw malformed("CR LF after the payload");
    }
    if (payloadTo + 1 >= limit) {
      return -1;
    }
    if (buffer[payloadTo + 1] != '\n') {
      throw malformed("CR LF after the payload");
    }
    return payloadTo + 2;
  }
}
