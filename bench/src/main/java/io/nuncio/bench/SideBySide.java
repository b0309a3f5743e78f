package io.nuncio.bench;

import io.nuncio.bench.measure.Clock;
import io.nuncio.bench.measure.Figure;
import io.nuncio.bench.measure.ProcessorLoad;
import io.nuncio.bench.report.Chart;
import io.nuncio.bench.report.Comparison;
import io.nuncio.bench.report.Page;
import io.nuncio.bench.server.Contender;
import io.nuncio.bench.server.Fleet;
import io.nuncio.bench.server.ReferenceServer;
import io.nuncio.bench.wire.WrongBytesException;
import io.nuncio.bench.workload.Scale;
import io.nuncio.bench.workload.Stage;
import io.nuncio.bench.workload.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Measures this server beside nats-server, and writes down what came of it.
///
/// Run by `bench/side-by-side`, straight from the sources. The property `nuncio.root` names the
/// checkout, `nuncio.terminal` says whether standard error is a terminal.
public final class SideBySide {
  private static final double BUSY = 0.25;
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private final Path root = Path.of(System.getProperty("nuncio.root", ""));
  private final Facts facts = new Facts(root);
  private final Options options;
  private final List<Workload> workloads;
  private final Output output;
  private final List<Contender> contenders = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private boolean compared;

  private SideBySide(Options options) throws Options.UsageException {
    this.options = options;
    workloads = options.workloads();
    output = Output.of(options, root);
  }

  /// Ends the process with status 0, 1 if measuring failed, 2 if the options are wrong.
  ///
  /// @param arguments see `--help`
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) {
    try {
      var options = Options.parse(arguments);
      if (options.has(Flag.HELP)) {
        System.out.print(Options.help());
      } else if (options.has(Flag.LIST)) {
        options.workloads().forEach(w -> System.out.printf("%-18s %s%n", w.name(), w.summary()));
      } else {
        new SideBySide(options).measure();
      }
      return 0;
    } catch (Options.UsageException e) {
      System.err.println("side-by-side: " + e.getMessage());
      return MISUSED;
    } catch (IOException | UncheckedIOException | WrongBytesException e) {
      System.err.println("side-by-side: " + e.getMessage());
      return FAILED;
    } catch (InterruptedException e) {
      return FAILED;
    }
  }

  private void measure() throws IOException, InterruptedException, Options.UsageException {
    for (var workload : workloads) {
      workload.check();
    }
    refuseIfBusy();
    findContenders();
    told.addAll(facts.ofMachine());
    told.add(facts.ofSources());
    for (var contender : contenders) {
      told.add(facts.ofServer(contender));
    }
    var progress = new ProgressBar(System.err, Boolean.getBoolean("nuncio.terminal"));
    long start = Clock.nanos();
    try (var fleet = new Fleet()) {
      try {
        var rounds = new Rounds(fleet, contenders, options.scale(), options.rounds(), progress);
        measure(fleet, rounds);
        progress.clear();
        report(rounds.results(), (Clock.nanos() - start) / 1_000_000_000);
      } catch (IOException | RuntimeException e) {
        progress.clear();
        if (!fleet.stopping()) {
          throw e;
        }
      }
    }
  }

  private void refuseIfBusy() throws IOException, InterruptedException {
    double busy = ProcessorLoad.overOneSecond();
    if (busy <= BUSY) {
      return;
    }
    String number =
        "%.0f %% of all cores were busy before anything was started".formatted(100 * busy);
    if (!options.has(Flag.ANYWAY)) {
      throw new IOException(number + "; --anyway measures all the same");
    }
    told.add("**Not to be relied on:** " + number);
  }

  private void findContenders() throws InterruptedException, Options.UsageException {
    new ReferenceServer(root.resolve("bench").resolve("target"), System.err)
        .find(options.value(Flag.REFERENCE), options.value(Flag.GOBIN))
        .ifPresent(contenders::add);
    compared = !contenders.isEmpty();
    contenders.add(
        options.has(Flag.SERVER)
            ? new Contender(Options.OURS, options.value(Flag.SERVER))
            : Contender.of(Options.OURS, root.resolve("nats-server").toAbsolutePath()));
    contenders.addAll(options.also());
  }

  private void measure(Fleet fleet, Rounds rounds)
      throws IOException, InterruptedException, Options.UsageException {
    var settings = options.mode().plain(fleet.folder());
    told.add("Flags of all: `" + settings + "`");
    if (!options.mode().configuration().isEmpty()) {
      told.add(
          "nats.conf: `" + options.mode().configuration().strip().replaceAll("\\s+", " ") + "`");
    }
    // Whatever has to be built is built before the time that is left is told.
    var servers = fleet.startAll(contenders, settings);
    servers.stream().flatMap(server -> facts.ofJvm(server).stream()).forEach(told::add);
    fleet.stop(servers);
    rounds.announce(workloads, true);
    rounds.verify(settings);
    for (Stage stage : Stage.values()) {
      var those = workloads.stream().filter(workload -> workload.stage() == stage).toList();
      if (!those.isEmpty()) {
        boolean tls = stage == Stage.TLS;
        rounds.run(stage, those, tls ? options.mode().tls(fleet.folder()) : settings);
      }
    }
  }

  private void report(Results results, long seconds) throws IOException, Options.UsageException {
    told.add(
        "Rounds: %d%s; %s; took %d:%02d"
            .formatted(
                options.rounds(),
                options.scale() == Scale.SHORT ? " with a third of the messages" : "",
                Clock.today(),
                seconds / 60,
                seconds % 60));
    told.add("Every byte of six streams was compared before the rounds, and was right");
    var comparisons = comparisons(results);
    String reference = compared ? contenders.getFirst().name() : "no reference";
    var page =
        new Page(
            "Side by side with nats-server, " + Clock.today(),
            told,
            reference,
            workloads,
            comparisons);
    System.out.print(page.tables());
    System.out.println(page.aheadSentence());
    output.write(page, chart(comparisons));
  }

  private List<Comparison> comparisons(Results results) {
    var comparisons = new ArrayList<Comparison>();
    for (Workload workload : workloads) {
      for (var figure : Figure.values()) {
        for (var contender : contenders.subList(compared ? 1 : 0, contenders.size())) {
          List<Double> reference =
              compared
                  ? results.values(workload.name(), contenders.getFirst().name(), figure)
                  : List.of();
          var values = results.values(workload.name(), contender.name(), figure);
          if (!values.isEmpty()) {
            comparisons.add(
                new Comparison(workload.name(), figure, reference, contender.name(), values));
          }
        }
      }
    }
    return comparisons;
  }

  private static Chart chart(List<Comparison> comparisons) {
    var bars =
        comparisons.stream()
            .filter(
                c -> c.figure() == Figure.CPU && c.server().equals(Options.OURS) && c.complete())
            .map(c -> new Chart.Bar(c.workload(), c.ratio()))
            .toList();
    String words =
        bars.stream()
            .map(bar -> "%s %.2f".formatted(bar.label(), bar.ratio()))
            .collect(Collectors.joining(", "));
    return new Chart(
        "Processor time of Nuncio for each message, beside nats-server",
        "Less is better; 1 is what nats-server takes. " + words + ".",
        bars);
  }
}
