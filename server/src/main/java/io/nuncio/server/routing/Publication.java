package io.nuncio.server.routing;

import io.nuncio.wire.PublishFrame;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The message that a loop is routing: a view of the publisher's bytes and of the forms in which
/// subscribers repeat them. One per loop, moved from message to message; confined to it and valid
/// only while the message is routed.
public final class Publication {
  private static final Object NOBODY = new Object();

  private final int loop;
  private final Runnable completion;
  private PublishFrame frame = new PublishFrame();
  private Object publisher = NOBODY;
  private boolean lookedFor;
  private @Nullable Matches known;
  private boolean tailKnown;
  private byte[] tail = {};
  private int tailFrom;
  private int tailBytes;
  private byte[] rebuilt = new byte[1024];
  private boolean strippedKnown;
  private byte[] stripped = new byte[1024];
  private int strippedBytes;
  private byte[] scratch = new byte[1024];
  private int pressure;

  // Of all messages so far.
  private long receivedMessages;
  private long receivedBytes;
  private long deliveredMessages;
  private long deliveredBytes;

  /// The message of the event loop with index `loop`.
  ///
  /// @param completion puts into the publisher's frame what its payload lacks; not called for a
  ///   message that nobody takes
  public Publication(int loop, Runnable completion) {
    this.loop = loop;
    this.completion = completion;
  }

  /// The message of the event loop with index `loop`, whose frames are always complete.
  public Publication(int loop) {
    this(loop, () -> {});
  }

  /// Makes the payload complete. Whoever reads it in [#frame()] calls this before.
  public void complete() {
    completion.run();
  }

  /// Moves to the message in `frame`, which `publisher` sent.
  public void moveTo(PublishFrame frame, Object publisher) {
    this.frame = frame;
    this.publisher = publisher;
    lookedFor = frame.subjectRepeated() && known != null;
    tailKnown = false;
    strippedKnown = false;
  }

  /// Counts a message that came in on this loop, with its headers and payload of `bytes` bytes.
  public void countReceived(int bytes) {
    receivedMessages++;
    receivedBytes += bytes;
  }

  /// Counts a delivery of this message, with headers and payload of `bytes` bytes.
  public void countDelivered(int bytes) {
    deliveredMessages++;
    deliveredBytes += bytes;
  }

  /// Counts the deliveries of `other`, of which nobody else asks, too.
  public void countAll(Publication other) {
    deliveredMessages += other.deliveredMessages;
    deliveredBytes += other.deliveredBytes;
  }

  /// How many messages have come in.
  public long receivedMessages() {
    return receivedMessages;
  }

  /// How many bytes of headers and payloads have come in.
  public long receivedBytes() {
    return receivedBytes;
  }

  /// How many deliveries there have been.
  public long deliveredMessages() {
    return deliveredMessages;
  }

  /// How many bytes of headers and payloads have been delivered.
  public long deliveredBytes() {
    return deliveredBytes;
  }

  /// The index of the event loop that routes this message.
  public int loop() {
    return loop;
  }

  /// Where the bytes are; those of the payload after [#complete()].
  public PublishFrame frame() {
    return frame;
  }

  /// Who sent it; compared by identity.
  public Object publisher() {
    return publisher;
  }

  /// Whether it has a header block that a subscriber without header support must not see.
  public boolean hasHeaders() {
    return frame.headerBytes() > 0;
  }

  /// Asks that its publisher be slowed down: a subscriber cannot keep up.
  ///
  /// @param pressure 1, a little, to 100, as much as possible
  public void slowDown(int pressure) {
    this.pressure = Math.max(this.pressure, pressure);
  }

  /// The most that [#slowDown] was asked since the last call of this; 0 for not at all.
  public int takePressure() {
    int asked = pressure;
    pressure = 0;
    return asked;
  }

  /// Memory for a subscriber to compose `bytes` bytes in.
  public byte[] scratch(int bytes) {
    if (scratch.length < bytes) {
      scratch = new byte[Math.max(bytes, scratch.length * 2)];
    }
    return scratch;
  }

  /// Prepares [#tail()]: what follows the subscriber's prefix, headers and all.
  public void prepareTail() {
    if (tailKnown) {
      return;
    }
    tailKnown = true;
    if (frame.canonical()) {
      tail = frame.buffer();
      tailFrom = frame.tailFrom();
      tailBytes = frame.end() - tailFrom;
    } else {
      rebuild();
    }
  }

  /// The array with the tail `[tailFrom(), tailFrom() + tailBytes())`, once prepared.
  public byte[] tail() {
    return tail;
  }

  /// See [#tail()].
  public int tailFrom() {
    return tailFrom;
  }

  /// See [#tail()].
  public int tailBytes() {
    return tailBytes;
  }

  /// Writes the tail of a line with tabs, runs of spaces or a bare LF as it should have been.
  private void rebuild() {
    complete();
    int sizes = frame.sizesTo() - frame.sizesFrom();
    int payload = frame.totalBytes() + 2;
    int needed = frame.replyTo() - frame.replyFrom() + sizes + payload + 4;
    if (rebuilt.length < needed) {
      rebuilt = new byte[needed];
    }
    int at = appendReply(rebuilt);
    for (int i = frame.sizesFrom(); i < frame.sizesTo(); i++) {
      byte b = frame.buffer()[i];
      if (isBlank(b)) {
        if (rebuilt[at - 1] == ' ') {
          continue;
        }
        b = ' ';
      }
      rebuilt[at++] = b;
    }
    rebuilt[at++] = '\r';
    rebuilt[at++] = '\n';
    System.arraycopy(frame.buffer(), frame.payloadFrom(), rebuilt, at, payload);
    tail = rebuilt;
    tailFrom = 0;
    tailBytes = at + payload;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  private int appendReply(byte[] target) {
    if (!frame.hasReply()) {
      return 0;
    }
    int bytes = frame.replyTo() - frame.replyFrom();
    System.arraycopy(frame.buffer(), frame.replyFrom(), target, 0, bytes);
    target[bytes] = ' ';
    return bytes + 1;
  }

  /// Prepares [#stripped()]: what follows the prefix of a subscriber without header support.
  public void prepareStripped() {
    if (strippedKnown) {
      return;
    }
    strippedKnown = true;
    complete();
    int header = Math.max(0, frame.headerBytes());
    int payload = frame.totalBytes() - header;
    int needed = frame.replyTo() - frame.replyFrom() + payload + 16;
    if (stripped.length < needed) {
      stripped = new byte[needed];
    }
    int at = appendDecimal(stripped, appendReply(stripped), payload);
    stripped[at++] = '\r';
    stripped[at++] = '\n';
    System.arraycopy(frame.buffer(), frame.payloadFrom() + header, stripped, at, payload + 2);
    strippedBytes = at + payload + 2;
  }

  /// The array with the tail without headers `[0, strippedBytes())`, once prepared.
  public byte[] stripped() {
    return stripped;
  }

  /// See [#stripped()].
  public int strippedBytes() {
    return strippedBytes;
  }

  private static int appendDecimal(byte[] target, int at, int value) {
    int digits = 1;
    for (int rest = value / 10; rest > 0; rest /= 10) {
      digits++;
    }
    int rest = value;
    for (int i = at + digits - 1; i >= at; i--) {
      target[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return at + digits;
  }

  /// Whether [#known()] says what is remembered of the subject.
  boolean isLookedFor() {
    return lookedFor;
  }

  /// What is remembered of the subject; null for nothing.
  @Nullable Matches known() {
    return known;
  }

  /// Keeps what [#known()] says of this message.
  void lookedFor(@Nullable Matches found) {
    known = found;
    lookedFor = true;
  }

  /// A new copy of the subject.
  byte[] copyOfSubject() {
    return Arrays.copyOfRange(frame.buffer(), frame.subjectFrom(), frame.subjectTo());
  }
}
