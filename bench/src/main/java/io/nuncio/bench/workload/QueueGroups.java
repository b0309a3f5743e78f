package io.nuncio.bench.workload;

import io.nuncio.bench.measure.Sample;
import io.nuncio.bench.server.ServerProcess;
import io.nuncio.bench.wire.Connection;
import io.nuncio.bench.wire.Frames;
import io.nuncio.bench.wire.GroupCounter;
import io.nuncio.bench.wire.Publication;
import io.nuncio.bench.wire.StreamRun;
import java.io.IOException;

/// One publisher to many queue groups, each of which gets exactly one copy of everything.
///
/// @param name of the workload
/// @param groups how many groups
/// @param members how many members each has, one on each connection
public record QueueGroups(String name, int groups, int members) implements Workload {
  private static final String SUBJECT = "bench.q";
  private static final int FIRST_SID = 101;
  private static final int SIZE = 128;
  private static final int BATCH_BYTES = 65_536;
  private static final int MESSAGES = 6_000;

  @Override
  public String summary() {
    return "1 to %d queue groups of %d members over %d connections, 128 B"
        .formatted(groups, members, members);
  }

  @Override
  public Sample run(ServerProcess server, Scale scale) throws IOException, InterruptedException {
    int messages = scale.of(MESSAGES);
    var subscriptions = new StringBuilder();
    for (int group = 0; group < groups; group++) {
      subscriptions.append("SUB " + SUBJECT + " g" + group + " " + (FIRST_SID + group) + "\r\n");
    }
    var counter =
        new GroupCounter(Frames.message(SUBJECT, FIRST_SID, SIZE), FIRST_SID, groups, messages);
    try (var run = new StreamRun()) {
      for (int i = 0; i < members; i++) {
        run.subscribe(Connection.open(server.endpoint(), subscriptions.toString()), counter.part());
      }
      run.publish(
          Connection.open(server.endpoint()),
          Publication.of(Frames.publish(SUBJECT, SIZE), BATCH_BYTES, messages));
      var sample = run.sample((long) messages * groups, server.cpu());
      counter.check();
      return sample;
    }
  }
}
