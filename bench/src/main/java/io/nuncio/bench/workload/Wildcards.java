package io.nuncio.bench.workload;

import io.nuncio.bench.measure.Sample;
import io.nuncio.bench.server.ServerProcess;
import io.nuncio.bench.wire.ByteCounter;
import io.nuncio.bench.wire.Connection;
import io.nuncio.bench.wire.Frames;
import io.nuncio.bench.wire.Publication;
import io.nuncio.bench.wire.StreamRun;
import java.io.IOException;

/// A subscriber with many filters of three wildcards each, and a publisher whose every subject is
/// matched by one of them.
///
/// @param name of the workload
public record Wildcards(String name) implements Workload {
  private static final int FILTERS = 1_000;
  private static final int SIZE = 128;
  private static final int BATCH_BYTES = 65_536;
  private static final int MESSAGES = 400_000;

  @Override
  public String summary() {
    return "1 to 1, 128 B, 1,000 filters such as a.*.1.*.e.*, one match each";
  }

  @Override
  public Sample run(ServerProcess server, Scale scale) throws IOException, InterruptedException {
    int messages = scale.of(MESSAGES);
    var subscriptions = new StringBuilder();
    for (int i = 0; i < FILTERS; i++) {
      subscriptions.append("SUB a.*.%d.*.e.* %d\r\n".formatted(key(i), key(i)));
    }
    int frameBytes = frame(0).length;
    try (var run = new StreamRun()) {
      run.subscribe(
          Connection.open(server.endpoint(), subscriptions.toString()),
          new ByteCounter((long) Frames.message(subject(0), key(0), SIZE).length * messages));
      run.publish(
          Connection.open(server.endpoint()),
          new Publication(
              Frames.ring(FILTERS, Wildcards::frame),
              frameBytes,
              BATCH_BYTES / frameBytes,
              messages,
              0));
      return run.sample(messages, server.cpu());
    }
  }

  /// Of the same length for all, so that frames are.
  private static int key(int index) {
    return FILTERS + index;
  }

  private static String subject(int index) {
    return "a.b." + key(index) + ".d.e.f";
  }

  private static byte[] frame(int index) {
    return Frames.publish(subject(index), SIZE);
  }
}
