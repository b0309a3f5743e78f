package io.nuncio.conformance.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.nats.client.Nats;
import io.nuncio.conformance.ServerUnderTest;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The official clients find in the server under test what they find in nats-server.
class InteropIT {

  @TestFactory
  Stream<DynamicContainer> everyClientDoesItsCases() throws URISyntaxException {
    var root = Path.of(Optional.ofNullable(System.getProperty("nuncio.root")).orElse(".."));
    var jnats = Path.of(Nats.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    var work = Path.of("target", "interop").toAbsolutePath();
    return InteropClient.all(Path.of(System.getProperty("java.home")), jnats).stream()
        .map(client -> {
          var run =
              new InteropRun(
                  client,
                  InteropRun.sources(root.toAbsolutePath().normalize()),
                  work.resolve(client.name()),
                  ServerUnderTest.command());
          return dynamicContainer(client.name(), tests(client, run));
        });
  }

  private static Stream<DynamicTest> tests(InteropClient client, InteropRun run) {
    var program =
        dynamicTest(
            "the program succeeds",
            () -> {
              run.missingTool()
                  .ifPresent(tool ->
                      System.out.printf(
                          "interop: %s skipped: no '%s' on PATH%n", client.name(), tool));
              requireTools(client, run);
              var report = run.report();
              System.out.printf(
                  "interop: %s %s ran %d cases%n",
                  client.name(), report.client(), report.casesRun());
              assertThat(report.status()).as(report::text).isZero();
            });
    var cases =
        client.cases().stream()
            .map(name ->
                dynamicTest(
                    name,
                    () -> {
                      requireTools(client, run);
                      check(client, name, run.report());
                    }));
    return Stream.concat(Stream.of(program), cases);
  }

  private static void check(InteropClient client, String name, InteropReport report) {
    var line = report.lineOn(name).orElseGet(() -> fail("no line on it; " + report.text()));
    if (line.startsWith("skip ") && client.skips().contains(name)) {
      abort(line);
    }
    assertThat(line).isEqualTo("ok " + name);
  }

  private static void requireTools(InteropClient client, InteropRun run) {
    var missing = run.missingTool();
    if (missing.isEmpty()) {
      return;
    }
    if (!System.getenv().getOrDefault("CI", "").isEmpty()) {
      fail(
          "no '%s' on PATH: install %s"
              .formatted(missing.get(), client.toolchain().installation()));
    }
    abort("interop: %s skipped: no '%s' on PATH".formatted(client.name(), missing.get()));
  }
}
