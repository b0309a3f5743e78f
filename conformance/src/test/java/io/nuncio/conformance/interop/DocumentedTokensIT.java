package io.nuncio.conformance.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.nuncio.conformance.ServerUnderTest;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;

/// The programs in `docs/tokens.md` do what the page says, as they stand there.
///
/// The one thing changed is the address: that of the server, in the place of `localhost:4222`.
@ResourceLock(Workplace.SHARED)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentedTokensIT {

  private static final String ADDRESS = "localhost:4222";

  private final ProgramsPage page = ProgramsPage.read(Workplace.root(), "docs/tokens.md");
  private final ServerProcess server =
      ServerProcess.start(ServerUnderTest.command(), "--auth", "mytoken");

  @AfterAll
  void stopServer() {
    server.close();
  }

  @Test
  void everyClientHasItsProgram() {
    var headings = Workplace.all().stream().map(place -> place.client().example().heading());

    assertThat(page.headings()).containsExactlyInAnyOrderElementsOf(headings.toList());
  }

  @TestFactory
  Stream<DynamicTest> theProgramConnects() {
    return Workplace.all().stream()
        .map(workplace ->
            dynamicTest(workplace.client().example().heading(), () -> check(workplace)));
  }

  private void check(Workplace workplace) throws IOException, InterruptedException {
    workplace.announceMissing("documented program skipped");
    workplace.requireTools();
    workplace.prepare();
    var example = workplace.client().example();
    var program = page.program(example.heading());
    assertThat(program).contains(ADDRESS);
    var file = workplace.folder().resolve(example.file());
    Files.createDirectories(file.getParent());
    Files.writeString(file, program.replace(ADDRESS, ServerProcess.HOST + ":" + server.port()));

    var lines = List.<String>of();
    for (var command : example.commands()) {
      var output = workplace.run(command);
      assertThat(output.status()).as(output::text).isZero();
      lines = output.lines();
    }

    assertThat(lines).containsExactlyInAnyOrderElementsOf(example.output());
  }
}
