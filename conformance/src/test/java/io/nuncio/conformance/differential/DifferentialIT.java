package io.nuncio.conformance.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.nuncio.conformance.ServerUnderTest;
import io.nuncio.conformance.differential.KnownDifferences.Comparison;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/// Every scenario on both servers at once; each line in which they differ must be known.
///
/// The reference server is named by `-Dnuncio.reference.command`. With `-Dnuncio.scenario=PART`
/// only the scenarios with that in their name are played. The report is `target/differential.md`.
@Tag("differential")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DifferentialIT {
  private final KnownDifferences known = KnownDifferences.read();
  private final List<Comparison> comparisons = new ArrayList<>();

  @TestFactory
  Stream<DynamicTest> everyDifferenceIsKnown() {
    var part = System.getProperty("nuncio.scenario", "");
    var scenarios =
        ScenarioFile.all().stream()
            .filter(scenario -> scenario.name().contains(part))
            .map(scenario -> dynamicTest(scenario.name(), () -> compare(scenario)));
    return part.isEmpty()
        ? Stream.concat(scenarios, Stream.of(dynamicTest("known differences show", this::allSeen)))
        : scenarios;
  }

  /// The first start of a build says that it prepares the next ones.
  @BeforeAll
  void startOnce() {
    ServerProcess.run(ServerUnderTest.command(), "-v");
  }

  @AfterAll
  void writeReport() throws IOException {
    DifferentialReport.write(
        Path.of("target", "differential.md"), List.copyOf(comparisons), known.unseen());
  }

  private void compare(Scenario scenario) {
    var reference =
        CompletableFuture.supplyAsync(() -> observe(ReferenceServer.command(), scenario));
    var ours = observe(ServerUnderTest.command(), scenario);
    var theirs = reference.join();

    var comparison = known.judge(scenario.name(), LineDiff.between(theirs.lines(), ours.lines()));
    comparisons.add(comparison);

    assertThat(theirs.trouble()).as("on the reference every step comes to an end").isEmpty();
    assertThat(comparison.unexplained())
        .as("%s; trouble: %s", scenario.name(), ours.trouble())
        .isEmpty();
  }

  private void allSeen() {
    assertThat(known.unseen()).as("rows of known-differences.tsv that no scenario shows").isEmpty();
  }

  private static Observation observe(List<String> command, Scenario scenario) {
    try (var stage = new Stage(command, scenario)) {
      return stage.play();
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }
}
