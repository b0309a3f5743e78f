package io.nuncio.bench.workload;

import io.nuncio.bench.measure.Clock;
import io.nuncio.bench.measure.Figure;
import io.nuncio.bench.measure.Sample;
import io.nuncio.bench.server.ServerProcess;
import io.nuncio.bench.wire.Connection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Connections that subscribe once and then do nothing: the memory each adds.
///
/// @param stage of the workload
/// @param name of the workload
/// @param connections how many
public record IdleConnections(Stage stage, String name, int connections) implements Workload {
  private static final int SETTLE_MILLIS = 2000;

  @Override
  public String summary() {
    return "%,d connections with a subscription each, after all the load".formatted(connections);
  }

  @Override
  public String unit() {
    return "connection";
  }

  @Override
  public int warmUps() {
    return 0;
  }

  /// Once, because memory that was taken is there for the next.
  @Override
  public int rounds(int asked) {
    return 1;
  }

  @Override
  public Sample run(ServerProcess server, Scale scale) throws IOException, InterruptedException {
    List<Connection> held = new ArrayList<>();
    try {
      long before = server.memory().residentBytes();
      for (int i = 0; i < connections; i++) {
        held.add(Connection.open(server.endpoint(), "SUB idle." + i + " 1\r\n"));
      }
      Clock.pause(SETTLE_MILLIS);
      long added = server.memory().residentBytes() - before;
      return Sample.empty()
          .with(Figure.CONNECTION_KILOBYTES, added / 1024.0 / connections)
          .with(Figure.PEAK_MEGABYTES, server.memory().peakBytes() / 1048576.0);
    } finally {
      for (var connection : held) {
        connection.close();
      }
    }
  }
}
