package io.nuncio.bench.workload;

import io.nuncio.bench.measure.Figure;
import io.nuncio.bench.measure.Sample;
import io.nuncio.bench.server.ServerProcess;

/// How long a server takes from the start of its process to the first byte that a client sees.
///
/// @param name of the workload
public record Start(String name) implements Workload {
  private static final int ROUNDS = 11;

  @Override
  public String summary() {
    return "from starting the process to the first byte that a client sees, median of 11";
  }

  @Override
  public String unit() {
    return "start";
  }

  @Override
  public Stage stage() {
    return Stage.FRESH;
  }

  @Override
  public int rounds(int asked) {
    return ROUNDS;
  }

  @Override
  public Sample run(ServerProcess server, Scale scale) {
    return Sample.empty().with(Figure.START_MILLIS, server.startNanos() / 1e6);
  }
}
