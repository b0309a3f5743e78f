package io.nuncio.conformance.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.nuncio.conformance.ServerUnderTest;
import io.nuncio.site.Block;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The commands of each page do what the page says, one after another, as a reader would type them.
@Timeout(300)
class DocumentedCommandsIT {
  @TempDir Path folder;

  /// A first start says that it prepares later ones, which no page shows.
  @BeforeAll
  static void startOnce() {
    ServerProcess.run(ServerUnderTest.command(), "-v");
    ServerProcess.start(ServerUnderTest.command()).close();
  }

  @TestFactory
  Stream<DynamicTest> commandsOfAPageRun() {
    Map<String, List<Block>> pages =
        Claims.of(DocumentedCommandsIT.class).stream()
            .collect(Collectors.groupingBy(Block::page, LinkedHashMap::new, Collectors.toList()));
    return pages.entrySet().stream()
        .map(page -> dynamicTest(page.getKey(), () -> run(page.getValue())));
  }

  private void run(List<Block> blocks) throws IOException, InterruptedException {
    assumeFalse(ServerUnderTest.isReference(), "they are commands of this checkout");
    try (var stage = new Stage(Files.createTempDirectory(folder, "page"))) {
      for (Block block : blocks) {
        for (Commands each : Commands.of(block)) {
          if (!each.builds()) {
            run(stage, block, each);
          }
        }
      }
    }
  }

  private static void run(Stage stage, Block block, Commands each)
      throws IOException, InterruptedException {
    String what = block.place() + ": " + each.command();
    if (each.output().isEmpty()) {
      Stage.Output output = stage.run(each.command());
      assertThat(output.status()).as("%s%n%s".formatted(what, output.text())).isZero();
    } else {
      Stage.Output output = stage.runToEnd(each.command());
      assertThat(each.prints(output.text()))
          .as("%s prints%n%s".formatted(what, output.text()))
          .isTrue();
    }
  }
}
