package io.nuncio.wire;

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

  private byte[] buffer = {};
  private int subjectFrom;
  private int subjectTo;
  private int replyFrom;
  private int replyTo;
  private int sizesFrom;
  private int sizesTo;
  private int headerBytes = NO_HEADERS;
  private int totalBytes;
  private int payloadFrom;
  private int lineTo;
  private boolean canonical;

  /// A view of nothing yet.
  public PublishFrame() {}

  /// Reads a line in the form in which clients write it, one space between words and CR LF at the
  /// end, at one pass: this is where a server spends its time.
  ///
  /// @param blank the index after the operation's name
  /// @param sizes 1 for `PUB`, 2 for `HPUB`
  /// @return false if the line is of another form, or not complete; then this frame is undefined
  boolean readCanonicalLine(byte[] buffer, int blank, int to, int sizes) {
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
    this.buffer = buffer;
    subjectFrom = blank + 1;
    subjectTo = firstTo;
    replyFrom = hasReply ? firstTo + 1 : 0;
    replyTo = hasReply ? secondTo : 0;
    sizesFrom = (hasReply ? secondTo : firstTo) + 1;
    sizesTo = lastTo;
    totalBytes = decimal(buffer, lastFrom, lastTo);
    headerBytes = sizes == 2 ? decimal(buffer, sizesFrom, lastFrom - 1) : NO_HEADERS;
    lineTo = lastTo;
    payloadFrom = lastTo + 2;
    canonical = true;
    return true;
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
  /// @param newline the index of the line's LF
  void readWords(byte[] buffer, Words words, int sizes, int newline) {
    int count = words.count();
    boolean hasReply = count == sizes + 2;
    this.buffer = buffer;
    subjectFrom = words.from(0);
    subjectTo = words.to(0);
    replyFrom = hasReply ? words.from(1) : 0;
    replyTo = hasReply ? words.to(1) : 0;
    sizesFrom = words.from(count - sizes);
    sizesTo = words.to(count - 1);
    totalBytes = decimal(buffer, words.from(count - 1), sizesTo);
    headerBytes = sizes == 2 ? decimal(buffer, sizesFrom, words.to(count - 2)) : NO_HEADERS;
    lineTo = sizesTo;
    payloadFrom = newline + 1;
    canonical = false;
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

  /// One past the last word of the line.
  int lineTo() {
    return lineTo;
  }

  /// The array that every index below points into.
  public byte[] buffer() {
    return buffer;
  }

  /// First byte of the subject.
  public int subjectFrom() {
    return subjectFrom;
  }

  /// One past the last byte of the subject.
  public int subjectTo() {
    return subjectTo;
  }

  /// Whether there is a reply subject.
  public boolean hasReply() {
    return replyTo > replyFrom;
  }

  /// First byte of the reply subject; equal to [#replyTo()] if there is none.
  public int replyFrom() {
    return replyFrom;
  }

  /// One past the last byte of the reply subject.
  public int replyTo() {
    return replyTo;
  }

  /// First digit of the sizes as the publisher wrote them; `02` stays `02` for the subscriber.
  public int sizesFrom() {
    return sizesFrom;
  }

  /// One past the last digit of the sizes.
  public int sizesTo() {
    return sizesTo;
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
    return payloadFrom;
  }

  /// One past the closing CR LF of the payload.
  public int end() {
    return payloadFrom + totalBytes + 2;
  }

  /// Whether the words are separated by single spaces and the line ends in CR LF, so that
  /// [#tailFrom()] to [#end()] can be repeated to subscribers as it is.
  public boolean canonical() {
    return canonical;
  }

  /// First byte after the subject and its space: reply, sizes, line end, payload, CR LF.
  public int tailFrom() {
    return hasReply() ? replyFrom : sizesFrom;
  }
}
