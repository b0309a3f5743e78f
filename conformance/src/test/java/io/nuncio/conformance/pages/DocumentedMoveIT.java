package io.nuncio.conformance.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.site.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command of docs/from-jnats.md changes the imports of a program, and nothing else.
class DocumentedMoveIT {
  private static final String BEFORE =
      """
      import io.nats.client.Connection;
      import io.nats.client.Nats;
      import io.nats.client.api.ServerInfo;
      import io.nats.client.impl.Headers;
      import io.nats.client.support.Status;

      class Program { String name = "io.nats"; }
      """;
  private static final String AFTER =
      """
      import io.nuncio.client.Connection;
      import io.nuncio.client.Nats;
      import io.nuncio.client.ServerInfo;
      import io.nuncio.client.Headers;
      import io.nuncio.client.Status;

      class Program { String name = "io.nats"; }
      """;

  @TempDir Path folder;

  @Test
  void importsAreChanged() throws IOException, InterruptedException {
    try (var stage = new Stage(folder)) {
      Path program = Files.writeString(folder.resolve("Program.java"), BEFORE);
      assertThat(stage.runToEnd("git init -q . && git add Program.java").status()).isZero();

      for (Block block : Claims.of(DocumentedMoveIT.class)) {
        Stage.Output output = stage.runToEnd(block.text());
        assertThat(output.status()).as(output.text()).isZero();
      }

      assertThat(program).hasContent(AFTER);
    }
  }
}
