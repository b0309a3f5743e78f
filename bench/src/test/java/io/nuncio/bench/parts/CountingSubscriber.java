package io.nuncio.bench.parts;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nuncio.server.routing.Publication;
import io.nuncio.server.routing.Subscriber;

/// Takes messages and counts them.
final class CountingSubscriber implements Subscriber {
  private final byte[] filter;
  private final byte[] queueGroup;
  private final long order;
  private long messages;

  CountingSubscriber(String filter, String queueGroup, long order) {
    this.filter = filter.getBytes(US_ASCII);
    this.queueGroup = queueGroup.getBytes(US_ASCII);
    this.order = order;
  }

  @Override
  public byte[] subjectFilter() {
    return filter;
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
    return subject.clone();
  }

  @Override
  public boolean deliver(Publication message, byte[] prefix) {
    messages++;
    return messages > 0;
  }
}
