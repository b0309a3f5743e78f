package io.nuncio.bench.workload;

import io.nuncio.bench.measure.Sample;
import io.nuncio.bench.server.ServerProcess;
import java.io.IOException;

/// One thing by which servers are compared.
public interface Workload {
  /// How it is called in tables and in options: one word.
  String name();

  /// What happens, in a phrase.
  String summary();

  /// What is counted, in the singular: message, delivery, request.
  default String unit() {
    return "delivery";
  }

  /// Which servers it meets.
  default Stage stage() {
    return Stage.MORE;
  }

  /// Makes sure that this machine can run it.
  ///
  /// @throws IOException if it cannot, with what the user may do about it
  default void check() throws IOException {}

  /// How often it is run for nothing before it counts.
  default int warmUps() {
    return stage() == Stage.FRESH ? 0 : 2;
  }

  /// How often it is measured.
  ///
  /// @param asked how many rounds the user wants
  default int rounds(int asked) {
    return asked;
  }

  /// Runs it once; leaves no connection behind.
  ///
  /// @throws IOException if the server fails to do its part
  Sample run(ServerProcess server, Scale scale) throws IOException, InterruptedException;
}
