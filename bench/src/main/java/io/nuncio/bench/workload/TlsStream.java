package io.nuncio.bench.workload;

import io.nuncio.bench.measure.Clock;
import io.nuncio.bench.measure.Sample;
import io.nuncio.bench.server.ServerProcess;
import io.nuncio.bench.wire.Crew;
import io.nuncio.bench.wire.Frames;
import io.nuncio.bench.wire.TlsConnection;
import java.io.IOException;
import java.nio.ByteBuffer;

/// One to one through TLS 1.3.
///
/// @param name of the workload
/// @param load what
public record TlsStream(String name, Load load) implements Workload {
  private static final String SUBJECT = "bench.s";
  private static final String PEER = "server";
  private static final int REST_MILLIS = 20;

  @Override
  public String summary() {
    return "1 to 1, %,d B, TLS 1.3".formatted(load.size());
  }

  @Override
  public Stage stage() {
    return Stage.TLS;
  }

  @Override
  public Sample run(ServerProcess server, Scale scale) throws IOException, InterruptedException {
    int messages = scale.of(load.messages());
    long expected = (long) Frames.message(SUBJECT, 1, load.size()).length * messages;
    try (var crew = new Crew();
        var subscriber =
            TlsConnection.open(
                server.endpoint(), server.trusting(), PEER, "SUB " + SUBJECT + " 1\r\n");
        var publisher = TlsConnection.open(server.endpoint(), server.trusting(), PEER)) {
      crew.add(() -> subscriber.skip(expected));
      crew.add(() -> publish(publisher, messages));
      long cpuBefore = server.cpu().nanos();
      long start = Clock.nanos();
      crew.start();
      crew.await();
      long elapsed = Clock.nanos() - start;
      Clock.pause(REST_MILLIS);
      return Sample.of(messages, server.cpu().nanos() - cpuBefore, elapsed);
    }
  }

  private void publish(TlsConnection publisher, int messages) throws IOException {
    byte[] frame = Frames.publish(SUBJECT, load.size());
    ByteBuffer batch = Frames.batch(frame, load.batchBytes());
    byte[] bytes = new byte[batch.remaining()];
    batch.get(bytes);
    int inBatch = bytes.length / frame.length;
    for (int left = messages; left > 0; left -= inBatch) {
      publisher.write(bytes, Math.min(left, inBatch) * frame.length);
    }
    publisher.ping();
  }
}
