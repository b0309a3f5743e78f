package io.nuncio.bench;

import io.nuncio.bench.report.Machine;
import io.nuncio.bench.server.Contender;
import io.nuncio.bench.server.Programs;
import io.nuncio.bench.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a reader must know to judge the numbers, and to measure them again.
///
/// @param root folder of the checkout
record Facts(Path root) {
  /// Of the machine, and of what was measured with.
  List<String> ofMachine() throws IOException, InterruptedException {
    var facts = new ArrayList<String>();
    facts.add("Machine: " + Machine.here());
    facts.add(
        "Java: %s %s".formatted(System.getProperty("java.vendor"), Runtime.version().toString()));
    Programs.output(List.of("go", "version"))
        .ifPresent(version -> facts.add("Go on this machine: " + version));
    return facts;
  }

  /// Of this checkout.
  String ofSources() throws InterruptedException {
    var commit = Programs.output(root, Map.of(), List.of("git", "rev-parse", "--short", "HEAD"));
    var changes = Programs.output(root, Map.of(), List.of("git", "status", "--porcelain"));
    return "Sources: commit %s, %s"
        .formatted(
            commit.orElse("unknown"),
            changes.map(String::isEmpty).orElse(false) ? "nothing changed" : "with changes");
  }

  /// Of the JVM that a server runs on; empty if there is none.
  Optional<String> ofJvm(ServerProcess server) {
    return Optional.of(String.join(" ", server.jvmOptions()))
        .filter(options -> !options.isEmpty())
        .map(options -> options.replace(root.toString(), "."))
        .map(options -> "JVM options of `%s`: `%s`".formatted(server.name(), options));
  }

  /// Of one server.
  String ofServer(Contender contender) throws InterruptedException {
    return "`%s`: %s, started as `%s`"
        .formatted(
            contender.name(),
            Programs.version(contender).orElse("of a version that it does not tell"),
            contender.command().replace(root.toString(), "."));
  }
}
