package io.nuncio.bench.workload;

import io.nuncio.bench.measure.Sample;
import io.nuncio.bench.server.ServerProcess;
import io.nuncio.bench.wire.ByteCounter;
import io.nuncio.bench.wire.Connection;
import io.nuncio.bench.wire.Frames;
import io.nuncio.bench.wire.Publication;
import io.nuncio.bench.wire.StreamRun;
import java.io.IOException;

/// One to one, with headers.
///
/// @param name of the workload
/// @param stripped whether the subscriber does not know headers, so that the server takes them off
public record HeaderStream(String name, boolean stripped) implements Workload {
  private static final String SUBJECT = "bench.h";
  private static final int HEADER_BYTES = 40;
  private static final int SIZE = 128;
  private static final int BATCH_BYTES = 65_536;
  private static final int MESSAGES = 400_000;

  @Override
  public String summary() {
    return "1 to 1, 128 B with 40 B of headers"
        + (stripped ? ", which the subscriber does not know" : "");
  }

  @Override
  public Sample run(ServerProcess server, Scale scale) throws IOException, InterruptedException {
    int messages = scale.of(MESSAGES);
    byte[] headers = Frames.headers(HEADER_BYTES);
    String subscription = "SUB " + SUBJECT + " 1\r\n";
    try (var run = new StreamRun()) {
      byte[] delivered =
          stripped ? Frames.message(SUBJECT, 1, SIZE) : Frames.message(SUBJECT, 1, headers, SIZE);
      run.subscribe(
          stripped
              ? Connection.withoutHeaders(server.endpoint(), subscription)
              : Connection.open(server.endpoint(), subscription),
          new ByteCounter((long) delivered.length * messages));
      run.publish(
          Connection.open(server.endpoint()),
          Publication.of(Frames.publish(SUBJECT, headers, SIZE), BATCH_BYTES, messages));
      return run.sample(messages, server.cpu());
    }
  }
}
