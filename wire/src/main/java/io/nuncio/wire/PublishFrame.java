package io.nuncio.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// One `PUB` or `HPUB` as it lies in the read buffer: a view that the parser moves from frame to
/// frame, so that a message costs no object.
///
/// ```
/// HPUB subject  reply  12 14\r\n  NATS/1.0\r\n\r\n  hi  \r\n
///      ^subject ^reply            ^payload              ^end
///               ^tail: what a delivery repeats unchanged, when the line is canonical
/// ```
///
/// Confined to the parser that owns it, valid only during [ClientProtocolHandler#onPublish].
public final class PublishFrame {
  /// [#headerBytes()] of a `PUB`.
  public static final int NO_HEADERS = -1;

  private static final int MAX_SIZE_DIGITS = 9;

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private byte[] buffer = {};

  /// Where the line begins, with its operation. What follows counts from here, so that moving to a
  /// line of the same bytes changes this alone.
  private int lineFrom;

  private int subjectFrom;
  private int subjectTo;
  private int replyFrom;
  private int replyTo;
  private int sizesFrom;
  private int sizesTo;
  private int headerBytes = NO_HEADERS;
  private int totalBytes;
  private int payloadFrom;
  private boolean canonical;
  private boolean remembered;
  private boolean subjectRepeated;

  /// A view of nothing yet.
  public PublishFrame() {}

  /// A message that came from no connection, without headers and reply subject.
  ///
  /// @param subject without blanks
  public static PublishFrame of(byte[] subject, byte[] payload) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(payload.length + subject.length + 32);
    bytes.writeBytes("PUB ".getBytes(US_ASCII));
    bytes.writeBytes(subject);
    bytes.writeBytes((" " + payload.length + "\r\n").getBytes(US_ASCII));
    bytes.writeBytes(payload);
    bytes.writeBytes("\r\n".getBytes(US_ASCII));
    byte[] buffer = bytes.toByteArray();
    PublishFrame frame = new PublishFrame();
    if (!frame.readCanonicalLine(buffer, 0, "PUB".length(), buffer.length, 1)) {
      throw new IllegalArgumentException("not a subject: " + new String(subject, UTF_8));
    }
    return frame;
  }

  /// Lets the next line be read as if it were the first.
  void forget() {
    remembered = false;
  }

  /// Moves to the line at `at` of the same buffer if it has the bytes of the line read last, as
  /// most do in a stream, or is that very line: then nothing is left to read or to check in it.
  boolean moveToRepeated(int at, int to) {
    if (at == lineFrom) {
      return remembered;
    }
    if (!remembered || to - at < payloadFrom || !sameBytes(lineFrom, at, payloadFrom)) {
      return false;
    }
    lineFrom = at;
    subjectRepeated = true;
    return true;
  }

  private boolean sameBytes(int one, int other, int bytes) {
    int last = bytes - Long.BYTES;
    for (int i = 0; i < last; i += Long.BYTES) {
      if ((long) EIGHT_BYTES.get(buffer, one + i) != (long) EIGHT_BYTES.get(buffer, other + i)) {
        return false;
      }
    }
    return last >= 0
        ? (long) EIGHT_BYTES.get(buffer, one + last) == (long) EIGHT_BYTES.get(buffer, other + last)
        : sameFewBytes(one, other, bytes);
  }

  private boolean sameFewBytes(int one, int other, int bytes) {
    for (int i = 0; i < bytes; i++) {
      if (buffer[one + i] != buffer[other + i]) {
        return false;
      }
    }
    return true;
  }

  /// Reads a line in the form in which clients write it, one space between words and CR LF at the
  /// end, at one pass: this is where a server spends its time.
  ///
  /// @param at the index of the operation's name
  /// @param blank the index after it
  /// @param sizes 1 for `PUB`, 2 for `HPUB`
  /// @return false if the line is of another form, or not complete; then this frame is undefined
  boolean readCanonicalLine(byte[] buffer, int at, int blank, int to, int sizes) {
    int firstTo = wordEnd(buffer, blank, to);
    int secondTo = wordEnd(buffer, firstTo, to);
    int lastFrom = firstTo + 1;
    int lastTo = secondTo;
    int words = 2;
    while (words < sizes + 2 && lastTo < to && buffer[lastTo] == ' ') {
      lastFrom = lastTo + 1;
      lastTo = wordEnd(buffer, lastTo, to);
      words++;
    }
    if (words <= sizes
        || lastTo + 1 >= to
        || buffer[lastTo] != '\r'
        || buffer[lastTo + 1] != '\n') {
      return false;
    }
    boolean hasReply = words == sizes + 2;
    readSubject(buffer, at, blank + 1, firstTo);
    replyFrom = hasReply ? firstTo + 1 - at : 0;
    replyTo = hasReply ? secondTo - at : 0;
    sizesFrom = (hasReply ? secondTo : firstTo) + 1 - at;
    sizesTo = lastTo - at;
    totalBytes = decimal(buffer, lastFrom, lastTo);
    headerBytes = sizes == 2 ? decimal(buffer, sizesFrom(), lastFrom - 1) : NO_HEADERS;
    payloadFrom = lastTo + 2 - at;
    canonical = true;
    remembered = true;
    return true;
  }

  private void readSubject(byte[] buffer, int at, int from, int to) {
    int bytes = to - from;
    subjectRepeated =
        remembered && subjectTo - subjectFrom == bytes && sameBytes(subjectFrom(), from, bytes);
    this.buffer = buffer;
    lineFrom = at;
    subjectFrom = from - at;
    subjectTo = to - at;
  }

  /// The end of the word behind the space at `blank`; `to` if there is no space, no word, or no
  /// end.
  private static int wordEnd(byte[] buffer, int blank, int to) {
    if (blank + 1 >= to || buffer[blank] != ' ') {
      return to;
    }
    int i = blank + 1;
    while (i < to && (buffer[i] & 0xff) > ' ') {
      i++;
    }
    return i == blank + 1 ? to : i;
  }

  /// Takes the words of a line in any other form.
  ///
  /// @param at the index of the operation's name
  /// @param newline the index of the line's LF
  void readWords(byte[] buffer, int at, Words words, int sizes, int newline) {
    int count = words.count();
    boolean hasReply = count == sizes + 2;
    remembered = false;
    readSubject(buffer, at, words.from(0), words.to(0));
    replyFrom = hasReply ? words.from(1) - at : 0;
    replyTo = hasReply ? words.to(1) - at : 0;
    sizesFrom = words.from(count - sizes) - at;
    sizesTo = words.to(count - 1) - at;
    totalBytes = decimal(buffer, words.from(count - 1), words.to(count - 1));
    headerBytes = sizes == 2 ? decimal(buffer, sizesFrom(), words.to(count - 2)) : NO_HEADERS;
    payloadFrom = newline + 1 - at;
    canonical = false;
  }

  /// Whether the payload and its CR LF are in front of `to`.
  ///
  /// @throws ProtocolException if something else stands in the place of CR LF
  boolean isComplete(int to) throws ProtocolException {
    int last = end() - 1;
    if (to >= last && buffer[last - 1] != '\r') {
      throw ProtocolException.unknownOperation(buffer[last - 1]);
    }
    if (to > last && buffer[last] != '\n') {
      throw ProtocolException.unknownOperation(buffer[last]);
    }
    return to > last;
  }

  /// The value of 1 to 9 ASCII digits; -1 for anything else.
  static int decimal(byte[] buffer, int from, int to) {
    if (to - from > MAX_SIZE_DIGITS || to <= from) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = buffer[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /// The array that every index below points into.
  public byte[] buffer() {
    return buffer;
  }

  /// First byte of the subject.
  public int subjectFrom() {
    return lineFrom + subjectFrom;
  }

  /// One past the last byte of the subject.
  public int subjectTo() {
    return lineFrom + subjectTo;
  }

  /// Whether the subject is that of the message which this connection published before, and which
  /// came in with the same read.
  public boolean subjectRepeated() {
    return subjectRepeated;
  }

  /// Whether there is a reply subject.
  public boolean hasReply() {
    return replyTo > replyFrom;
  }

  /// First byte of the reply subject; equal to [#replyTo()] if there is none.
  public int replyFrom() {
    return lineFrom + replyFrom;
  }

  /// One past the last byte of the reply subject.
  public int replyTo() {
    return lineFrom + replyTo;
  }

  /// First digit of the sizes as the publisher wrote them; `02` stays `02` for the subscriber.
  public int sizesFrom() {
    return lineFrom + sizesFrom;
  }

  /// One past the last digit of the sizes.
  public int sizesTo() {
    return lineFrom + sizesTo;
  }

  /// Bytes of the header block, or [#NO_HEADERS] for a `PUB`. An `HPUB` may announce 0.
  public int headerBytes() {
    return headerBytes;
  }

  /// Bytes of header block and payload together.
  public int totalBytes() {
    return totalBytes;
  }

  /// First byte of the header block, or of the payload if there is none.
  public int payloadFrom() {
    return lineFrom + payloadFrom;
  }

  /// One past the closing CR LF of the payload.
  public int end() {
    return lineFrom + payloadFrom + totalBytes + 2;
  }

  /// Whether the words are separated by single spaces and the line ends in CR LF, so that
  /// [#tailFrom()] to [#end()] can be repeated to subscribers as it is.
  public boolean canonical() {
    return canonical;
  }

  /// First byte after the subject and its space: reply, sizes, line end, payload, CR LF.
  public int tailFrom() {
    return lineFrom + (hasReply() ? replyFrom : sizesFrom);
  }
}
