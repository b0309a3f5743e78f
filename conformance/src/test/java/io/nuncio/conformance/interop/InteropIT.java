package io.nuncio.conformance.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.nuncio.conformance.ServerUnderTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.ResourceLock;

/// The official clients find in the server under test what they find in nats-server.
@ResourceLock(Workplace.SHARED)
class InteropIT {

  @TestFactory
  Stream<DynamicNode> everyClientDoesItsCases() {
    var runs =
        Workplace.all().stream()
            .map(workplace -> new InteropRun(workplace, ServerUnderTest.command()))
            .toList();
    Stream<DynamicNode> clients = runs.stream().map(InteropIT::container);
    return Stream.concat(clients, Stream.of(dynamicTest("side by side", () -> print(runs))));
  }

  private static DynamicContainer container(InteropRun run) {
    var program = dynamicTest("the program succeeds", () -> succeed(run));
    var cases =
        run.client().cases().stream().map(name -> dynamicTest(name, () -> check(run, name)));
    return dynamicContainer(run.client().name(), Stream.concat(Stream.of(program), cases));
  }

  private static void succeed(InteropRun run) throws InterruptedException {
    run.announceMissing();
    run.requireReport();
    var report = run.report();
    System.out.printf(
        "interop: %s %s %s %d cases%n",
        run.client().name(),
        report.client(),
        report.replayed() ? "replayed" : "ran",
        report.casesRun());
    assertThat(report.output().status()).as(report.output()::text).isZero();
  }

  private static void check(InteropRun run, String name) throws InterruptedException {
    run.requireReport();
    var report = run.report();
    var line =
        report.lineOn(name).orElseGet(() -> fail("no line on it; " + report.output().text()));
    if (line.startsWith("skip ") && (report.replayed() || run.client().skips().contains(name))) {
      abort(line);
    }
    assertThat(line).isEqualTo("ok " + name);
  }

  private static void print(List<InteropRun> runs) throws InterruptedException {
    var reports = new LinkedHashMap<String, InteropReport>();
    for (var run : runs) {
      if (run.hasReport()) {
        reports.put(run.client().name(), run.report());
      }
    }
    System.out.println(InteropTable.of(reports));
  }
}
