package io.nuncio.bench;

import io.nuncio.bench.measure.Sample;
import io.nuncio.bench.server.Contender;
import io.nuncio.bench.server.Fleet;
import io.nuncio.bench.server.ServerProcess;
import io.nuncio.bench.server.Settings;
import io.nuncio.bench.workload.Catalog;
import io.nuncio.bench.workload.Scale;
import io.nuncio.bench.workload.Stage;
import io.nuncio.bench.workload.Stream;
import io.nuncio.bench.workload.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// Measures in interleaved rounds: all servers by turns, workload by workload, so that a machine
/// that drifts does not favour one. Confined to one thread.
final class Rounds {
  private final Fleet fleet;
  private final List<Contender> contenders;
  private final Scale scale;
  private final int asked;
  private final ProgressBar progress;
  private final Results results = new Results();

  /// @param asked how many rounds the user wants
  Rounds(Fleet fleet, List<Contender> contenders, Scale scale, int asked, ProgressBar progress) {
    this.fleet = fleet;
    this.contenders = contenders;
    this.scale = scale;
    this.asked = asked;
    this.progress = progress;
  }

  /// All that was measured so far.
  Results results() {
    return results;
  }

  /// Announces what is to come.
  void announce(List<Workload> workloads, boolean verify) {
    for (var contender : contenders) {
      if (verify) {
        progress.expect(step("every byte", contender.name()), 1);
      }
      for (var workload : workloads) {
        progress.expect(
            step(workload.name(), contender.name()), workload.warmUps() + workload.rounds(asked));
      }
    }
  }

  private static String step(String workload, String server) {
    return workload + ", " + server;
  }

  /// Compares every byte of several streams through servers that live for nothing else.
  ///
  /// @throws io.nuncio.bench.wire.WrongBytesException if one is wrong
  void verify(Settings settings) throws IOException, InterruptedException {
    for (var contender : contenders) {
      var servers = fleet.startAll(List.of(contender), settings);
      progress.step(
          "comparing every byte",
          step("every byte", contender.name()),
          () -> verify(servers.getFirst()));
      fleet.stop(servers);
    }
  }

  private static boolean verify(ServerProcess server) throws IOException, InterruptedException {
    for (Stream stream : Catalog.verifying()) {
      try {
        stream.verify(server);
      } catch (IOException | UncheckedIOException e) {
        throw failure(server, stream, e);
      }
    }
    return true;
  }

  /// Measures all workloads of one stage.
  void run(Stage stage, List<Workload> workloads, Settings settings)
      throws IOException, InterruptedException {
    if (stage == Stage.FRESH) {
      for (var workload : workloads) {
        runFresh(workload, settings);
      }
      return;
    }
    var servers = fleet.startAll(contenders, settings);
    int warmUps = workloads.stream().mapToInt(Workload::warmUps).max().orElse(0);
    for (int i = 0; i < warmUps; i++) {
      int pass = i;
      String part = "warming up, %d of %d".formatted(i + 1, warmUps);
      for (var server : servers) {
        runAll(part, workloads.stream().filter(w -> w.warmUps() > pass).toList(), server, false);
      }
    }
    int rounds = workloads.stream().mapToInt(w -> w.rounds(asked)).max().orElse(0);
    for (int i = 1; i <= rounds; i++) {
      String part = "round %d of %d".formatted(i, rounds);
      for (var workload : workloads) {
        // Those that want less come last.
        if (i > rounds - workload.rounds(asked)) {
          for (var server : servers) {
            runAll(part, List.of(workload), server, true);
          }
        }
      }
    }
    fleet.stop(servers);
  }

  private void runFresh(Workload workload, Settings settings)
      throws IOException, InterruptedException {
    int rounds = workload.rounds(asked);
    for (int i = 1; i <= rounds; i++) {
      String part = "each on a new server";
      for (var contender : contenders) {
        var sample =
            progress.step(
                part,
                step(workload.name(), contender.name()),
                () -> runFresh(workload, contender, settings));
        results.add(workload.name(), contender.name(), sample);
      }
    }
  }

  private Sample runFresh(Workload workload, Contender contender, Settings settings)
      throws IOException, InterruptedException {
    var servers = fleet.startAll(List.of(contender), settings);
    try {
      return workload.run(servers.getFirst(), scale);
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      throw failure(servers.getFirst(), workload, e);
    } finally {
      fleet.stop(servers);
    }
  }

  private void runAll(String part, List<Workload> workloads, ServerProcess server, boolean counts)
      throws IOException, InterruptedException {
    for (var workload : workloads) {
      try {
        var sample =
            progress.step(
                part, step(workload.name(), server.name()), () -> workload.run(server, scale));
        if (counts) {
          results.add(workload.name(), server.name(), sample);
        }
      } catch (IOException | UncheckedIOException | IllegalStateException e) {
        throw failure(server, workload, e);
      }
    }
  }

  private static IOException failure(ServerProcess server, Workload workload, Exception e)
      throws InterruptedException {
    try {
      server.checkSurvives();
    } catch (IOException dead) {
      dead.addSuppressed(e);
      return dead;
    }
    return new IOException(workload.name() + ", " + server.name() + ": " + e.getMessage(), e);
  }
}
