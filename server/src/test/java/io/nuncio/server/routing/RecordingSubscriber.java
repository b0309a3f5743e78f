package io.nuncio.server.routing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/// Keeps what it is given, headers and all, as text; refuses on demand. Compared by identity.
final class RecordingSubscriber implements Subscriber {
  private final byte[] subjectFilter;
  private final byte[] queueGroup;
  private final long order;
  private final List<String> received = new ArrayList<>();
  private boolean declines;
  private int prefixesMade;

  RecordingSubscriber(String subjectFilter, String queueGroup, long order) {
    this.subjectFilter = subjectFilter.getBytes(ISO_8859_1);
    this.queueGroup = queueGroup.getBytes(ISO_8859_1);
    this.order = order;
  }

  /// Takes nothing from now on.
  RecordingSubscriber declining() {
    declines = true;
    return this;
  }

  List<String> received() {
    return received;
  }

  /// How often the route cache has asked for its prefix.
  int prefixesMade() {
    return prefixesMade;
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

  @Override
  public byte[] prefix(byte[] subject) {
    prefixesMade++;
    return ("<" + new String(subject, ISO_8859_1) + "> ").getBytes(ISO_8859_1);
  }

  @Override
  public boolean deliver(Publication message, byte[] prefix) {
    if (message.publisher() instanceof Found.RollCall rollCall) {
      rollCall.present().add(this);
      return false;
    }
    if (declines) {
      return false;
    }
    var frame = message.frame();
    byte[] subject = message.copyOfSubject();
    byte[] head = prefix.length > 0 ? prefix : prefix(subject);
    message.prepareTail();
    String tail = new String(message.tail(), message.tailFrom(), message.tailBytes(), ISO_8859_1);
    assertSameSubject(head, subject);
    received.add(
        new String(frame.buffer(), frame.subjectFrom(), subject.length, ISO_8859_1) + " " + tail);
    return true;
  }

  private static void assertSameSubject(byte[] head, byte[] subject) {
    String expected = "<" + new String(subject, ISO_8859_1) + "> ";
    String got = new String(head, ISO_8859_1);
    if (!got.equals(expected)) {
      throw new AssertionError("expected the prefix " + expected + ", got " + got);
    }
  }

  @Override
  public String toString() {
    return order
        + ":"
        + new String(subjectFilter, ISO_8859_1)
        + (queueGroup.length == 0 ? "" : "/" + new String(queueGroup, ISO_8859_1));
  }
}
