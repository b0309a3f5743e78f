package io.nuncio.bench.wire;

import io.nuncio.bench.measure.Clock;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Publishes from one thread, and waits in the end until the server has read it all.
///
/// @param connection blocking, used by nobody else meanwhile
/// @param publication what to send
public record Publisher(Connection connection, Publication publication) implements Crew.Task {
  @Override
  public void run() throws IOException, InterruptedException {
    ByteBuffer ring = publication.ring().duplicate();
    int frameBytes = publication.frameBytes();
    int ringFrames = ring.capacity() / frameBytes;
    long start = Clock.nanos();
    long sent = 0;
    int frame = 0;
    while (sent < publication.messages()) {
      int count = Math.min(publication.batchFrames(), ringFrames - frame);
      count = (int) Math.min(count, publication.messages() - sent);
      if (publication.perSecond() > 0) {
        Clock.waitUntil(start + (long) (sent * 1e9 / publication.perSecond()));
      }
      ring.limit((frame + count) * frameBytes).position(frame * frameBytes);
      connection.write(ring);
      sent += count;
      frame = (frame + count) % ringFrames;
    }
    connection.ping();
  }
}
