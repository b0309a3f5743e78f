package io.nuncio.conformance.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.nuncio.conformance.ServerUnderTest;
import io.nuncio.site.Block;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Each configuration on a page is one that `-t` finds nothing wrong with.
class DocumentedConfigurationsIT {
  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> theServerWouldStartWithIt() {
    return Claims.of(DocumentedConfigurationsIT.class).stream()
        .map(block -> dynamicTest(block.place(), () -> check(block)));
  }

  private void check(Block block) throws IOException, InterruptedException {
    assumeFalse(ServerUnderTest.isReference(), "it may hold keys of ours");
    try (var stage = new Stage(folder)) {
      String text = stage.localized(block.text());
      stage.write("documented.conf", text);

      Stage.Output output = stage.run("nats-server -t -c documented.conf");

      assertThat(output.status()).as(output.text()).isZero();
      assertThat(output.text()).contains("configuration file documented.conf is valid");
      assertThat(output.text()).doesNotContain("warning");
    }
  }
}
