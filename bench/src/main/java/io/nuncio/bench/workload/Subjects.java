package io.nuncio.bench.workload;

import io.nuncio.bench.measure.Sample;
import io.nuncio.bench.server.ServerProcess;
import io.nuncio.bench.wire.Connection;
import io.nuncio.bench.wire.Frames;
import io.nuncio.bench.wire.Publication;
import io.nuncio.bench.wire.StreamRun;
import java.io.IOException;
import java.nio.ByteBuffer;

/// One publisher, nobody who listens, and many subjects in turn: what a cache of subjects is good
/// for when it is too small. Confined to one thread.
public final class Subjects implements Workload {
  private static final int SIZE = 16;
  private static final int BATCH_BYTES = 65_536;
  private static final int MESSAGES = 1_000_000;

  private final String name;
  private final int count;
  private ByteBuffer rendered = ByteBuffer.allocate(0);

  /// @param name of the workload
  /// @param count how many subjects
  public Subjects(String name, int count) {
    this.name = name;
    this.count = count;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String summary() {
    return "1 to 0, 16 B, %,d subjects in turn".formatted(count);
  }

  @Override
  public String unit() {
    return "message";
  }

  @Override
  public Sample run(ServerProcess server, Scale scale) throws IOException, InterruptedException {
    if (rendered.capacity() == 0) {
      rendered = Frames.ring(count, Subjects::frame);
    }
    int frameBytes = frame(0).length;
    int messages = scale.of(MESSAGES);
    try (var run = new StreamRun()) {
      run.publish(
          Connection.open(server.endpoint()),
          new Publication(rendered, frameBytes, BATCH_BYTES / frameBytes, messages, 0));
      return run.sample(messages, server.cpu());
    }
  }

  private static byte[] frame(int index) {
    return Frames.publish("bench.s." + (10_000_000 + index), SIZE);
  }
}
