package io.nuncio.server.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.server.connection.LoopOutput;
import io.nuncio.server.connection.Outbox;
import io.nuncio.server.routing.Publication;
import io.nuncio.server.routing.Subscriber;
import io.nuncio.server.snapshot.SubscriptionSnapshot;
import io.nuncio.wire.PublishFrame;
import io.nuncio.wire.Subjects;

/// A client's subscription: writes `MSG` or `HMSG` to that client, and counts.
///
/// Any loop delivers. `delivered[i]` is confined to loop `i` as long as there is no maximum; with
/// one, the counts are guarded by this object's monitor. A delivery that another loop has under way
/// while `UNSUB` sets the maximum may escape the count: it was sent before the client could know.
final class ClientSubscription implements Subscriber {
  private static final byte[] HMSG = "HMSG ".getBytes(US_ASCII);

  private static final byte[] UNMADE = {};

  private final ClientSession session;
  private final byte[] subjectFilter;
  private final byte[] queueGroup;
  private final byte[] sid;
  private final long order;
  private final boolean headers;
  private final Outbox outbox;
  private final LoopOutput[] outputs;

  /// By index of the loop, which alone writes it.
  private final long[] delivered;

  /// Whether deliveries are traced, kept back, told as requests, or dropped while much is pending:
  /// rare, and so one test.
  private volatile boolean special;

  /// Whether some of what the filter matches must not be delivered.
  private volatile boolean partlyDenied;

  private volatile long max;
  private volatile boolean ended;

  ClientSubscription(
      ClientSession session, byte[] subjectFilter, byte[] queueGroup, byte[] sid, long order) {
    this.session = session;
    this.subjectFilter = subjectFilter;
    this.queueGroup = queueGroup;
    this.sid = sid;
    this.order = order;
    this.headers = session.headers();
    this.outbox = session.connection().outbox();
    this.outputs = session.context().outputs();
    this.delivered = new long[outputs.length];
    follow();
  }

  /// Looks again at what the session's settings want of it. Called by the session's loop.
  void follow() {
    // Without a wildcard it matches itself alone, and that is allowed.
    partlyDenied =
        Subjects.hasWildcard(subjectFilter, 0, subjectFilter.length)
            && session.rights().subscribe().isPartlyDenied(subjectFilter, queueGroup);
    special =
        partlyDenied
            || session.rights().followsRequests()
            || session.log().tracing()
            || !session.context().protocol().stallFastProducers();
  }

  @Override
  public byte[] subjectFilter() {
    return subjectFilter;
  }

  @Override
  public byte[] queueGroup() {
    return queueGroup;
  }

  @Override
  public long order() {
    return order;
  }

  byte[] sid() {
    return sid;
  }

  ClientSession session() {
    return session;
  }

  /// Whether it takes no more: it was ended, or has reached its maximum.
  boolean hasEnded() {
    return ended;
  }

  /// Lets it take no more.
  void end() {
    ended = true;
  }

  /// Ends it after `count` deliveries, counted from its start.
  ///
  /// @return false if there have been as many already
  synchronized boolean limitTo(long count) {
    if (deliveredSoFar() >= count) {
      return false;
    }
    max = count;
    return true;
  }

  private long deliveredSoFar() {
    long sum = 0;
    for (long count : delivered) {
      sum += count;
    }
    return sum;
  }

  /// What monitoring shows of it.
  SubscriptionSnapshot snapshot() {
    return new SubscriptionSnapshot(
        session.clientId(),
        session.context().account().name(),
        new String(subjectFilter, UTF_8),
        new String(queueGroup, UTF_8),
        new String(sid, UTF_8),
        deliveredSoFar(),
        max);
  }

  @Override
  public byte[] prefix(byte[] subject) {
    if (partlyDenied && isDenied(subject, 0, subject.length)) {
      return KEPT_BACK;
    }
    byte[] prefix = new byte[prefixBytes(subject.length)];
    writePrefix(prefix, subject, 0, subject.length);
    return prefix;
  }

  private int prefixBytes(int subjectBytes) {
    return HMSG.length + subjectBytes + 1 + sid.length + 1;
  }

  /// `HMSG subject sid `: without its first letter it is that of a `MSG`.
  private void writePrefix(byte[] target, byte[] subject, int from, int to) {
    System.arraycopy(HMSG, 0, target, 0, HMSG.length);
    int at = HMSG.length;
    System.arraycopy(subject, from, target, at, to - from);
    at += to - from;
    target[at++] = ' ';
    System.arraycopy(sid, 0, target, at, sid.length);
    target[at + sid.length] = ' ';
  }

  @Override
  public boolean deliver(Publication message, byte[] prefix) {
    if (ended || (message.publisher() == session && !session.echo())) {
      return false;
    }
    if (special && (isKeptBack(message, prefix) || mustDrop(message))) {
      return false;
    }
    if (max == 0) {
      delivered[message.loop()]++;
      write(message, prefix);
      return true;
    }
    return deliverLimited(message, prefix);
  }

  @SuppressWarnings("ReferenceEquality") // known by identity
  private boolean isKeptBack(Publication message, byte[] prefix) {
    if (prefix.length > 0 || !partlyDenied) {
      return prefix == KEPT_BACK;
    }
    PublishFrame frame = message.frame();
    return isDenied(frame.buffer(), frame.subjectFrom(), frame.subjectTo());
  }

  private boolean isDenied(byte[] buffer, int from, int to) {
    return !session.rights().subscribe().mayReceive(buffer, from, to, queueGroup);
  }

  /// Why `message` would not be delivered now, in the words of a trace; empty if it would.
  String objection(Publication message) {
    if (message.publisher() == session && !session.echo()) {
      return "Not delivered because of no echo";
    }
    if (special && isKeptBack(message, UNMADE)) {
      return "Not delivered because subscription denies this subject";
    }
    if (ended) {
      return "Not delivered because subscription is closed";
    }
    return special && mustDrop(message)
        ? "Not delivered because fast producer not stalled and consumer is slow"
        : "";
  }

  /// Where publishers are not slowed for a client, it misses what it has no room for.
  private boolean mustDrop(Publication message) {
    return !session.context().protocol().stallFastProducers()
        && outbox.isNearlyFull(outputs[message.loop()]);
  }

  private boolean deliverLimited(Publication message, byte[] prefix) {
    synchronized (this) {
      long sum = deliveredSoFar();
      if (sum >= max) {
        return false;
      }
      delivered[message.loop()]++;
      ended = sum + 1 == max;
    }
    write(message, prefix);
    if (ended) {
      session.onMaxReached(this);
    }
    return true;
  }

  private void write(Publication message, byte[] prefix) {
    PublishFrame frame = message.frame();
    byte[] head = prefix;
    int headBytes = prefix.length;
    if (headBytes == 0) {
      headBytes = prefixBytes(frame.subjectTo() - frame.subjectFrom());
      head = message.scratch(headBytes);
      writePrefix(head, frame.buffer(), frame.subjectFrom(), frame.subjectTo());
    }
    LoopOutput output = outputs[message.loop()];
    int bytes = frame.totalBytes();
    if (frame.headerBytes() == PublishFrame.NO_HEADERS) {
      message.prepareTail();
      outbox.write(
          output, head, 1, headBytes - 1, message.tail(), message.tailFrom(), message.tailBytes());
    } else if (headers && message.hasHeaders()) {
      message.prepareTail();
      outbox.write(
          output, head, 0, headBytes, message.tail(), message.tailFrom(), message.tailBytes());
    } else {
      message.prepareStripped();
      outbox.write(output, head, 1, headBytes - 1, message.stripped(), 0, message.strippedBytes());
      bytes -= Math.max(0, frame.headerBytes());
    }
    outbox.countMessage(output, bytes);
    message.countDelivered(bytes);
    int pressure = outbox.pressure();
    if (pressure > 0) {
      message.slowDown(pressure);
    }
    if (special) {
      writeSpecially(message, head, headBytes);
    }
  }

  private void writeSpecially(Publication message, byte[] head, int headBytes) {
    PublishFrame frame = message.frame();
    if (frame.hasReply()) {
      session
          .rights()
          .onRequest(
              frame.buffer(),
              frame.replyFrom(),
              frame.replyTo(),
              outputs[message.loop()].nowNanos());
    }
    if (session.log().tracing()) {
      trace(message, head, headBytes);
    }
  }

  private void trace(Publication message, byte[] head, int headBytes) {
    message.complete();
    PublishFrame frame = message.frame();
    boolean withHeaders = headers && message.hasHeaders();
    int skipped = withHeaders ? 0 : Math.max(0, frame.headerBytes());
    String reply =
        frame.hasReply()
            ? SessionLog.text(frame.buffer(), frame.replyFrom(), frame.replyTo()) + " "
            : "";
    String sizes =
        withHeaders
            ? frame.headerBytes() + " " + frame.totalBytes()
            : String.valueOf(frame.totalBytes() - skipped);
    session.log().traceOut(SessionLog.text(head, withHeaders ? 0 : 1, headBytes) + reply + sizes);
    session
        .log()
        .tracePayload(
            "->>",
            frame.buffer(),
            frame.payloadFrom() + skipped,
            frame.end() - 2,
            withHeaders ? frame.headerBytes() : 0);
  }
}
