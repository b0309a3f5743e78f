package io.nuncio.bench.workload;

import io.nuncio.bench.measure.Figure;
import io.nuncio.bench.measure.Sample;
import io.nuncio.bench.server.ServerProcess;
import io.nuncio.bench.wire.ByteCounter;
import io.nuncio.bench.wire.Connection;
import io.nuncio.bench.wire.Frames;
import io.nuncio.bench.wire.Publication;
import io.nuncio.bench.wire.StreamRun;
import java.io.IOException;

/// One of ten subscribers stops reading: what the other nine keep of their rate.
///
/// @param name of the workload
public record Stalled(String name) implements Workload {
  private static final String SUBJECT = "bench.s";
  private static final String SUBSCRIPTION = "SUB " + SUBJECT + " 1\r\n";
  private static final int READERS = 9;
  private static final int SIZE = 1024;
  private static final int BATCH_BYTES = 65_536;
  // More than what servers keep for a subscriber before they cut it off, which is 64 MB.
  private static final int MESSAGES = 120_000;
  private static final int FEWER = 90_000;

  @Override
  public String summary() {
    return "1 to 10, 1,024 B, one of whom stops reading: the rate of the nine, beside the rate of"
        + " ten who read";
  }

  @Override
  public Stage stage() {
    return Stage.FRESH;
  }

  @Override
  public Sample run(ServerProcess server, Scale scale) throws IOException, InterruptedException {
    int messages = scale.pick(MESSAGES, FEWER);
    run(server, messages, READERS + 1);
    var healthy = run(server, messages, READERS + 1);
    try (var _ = Connection.open(server.endpoint(), SUBSCRIPTION)) {
      var taken = run(server, messages, READERS);
      long deliveries = (long) messages * READERS;
      // The tenth reader of the healthy run cost time, too, but is not one of the nine.
      double kept = 100.0 * healthy.elapsedNanos() / taken.elapsedNanos();
      return Sample.of(deliveries, taken.cpuNanos(), taken.elapsedNanos())
          .with(Figure.KEPT_PERCENT, kept)
          .with(Figure.PEAK_MEGABYTES, server.memory().peakBytes() / 1048576.0);
    }
  }

  private static StreamRun.Taken run(ServerProcess server, int messages, int readers)
      throws IOException, InterruptedException {
    long bytes = (long) Frames.message(SUBJECT, 1, SIZE).length * messages;
    try (var run = new StreamRun()) {
      for (int i = 0; i < readers; i++) {
        run.subscribe(Connection.open(server.endpoint(), SUBSCRIPTION), new ByteCounter(bytes));
      }
      run.publish(
          Connection.open(server.endpoint()),
          Publication.of(Frames.publish(SUBJECT, SIZE), BATCH_BYTES, messages));
      return run.run(server.cpu());
    }
  }
}
