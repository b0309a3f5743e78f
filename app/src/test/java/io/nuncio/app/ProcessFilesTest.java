package io.nuncio.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessFilesTest {
  @TempDir Path folder;

  @Test
  void pidFileHoldsTheIdAloneAndReplacesWhatWasThere() throws IOException {
    Path file = folder.resolve("x.pid");
    Files.writeString(file, "12345678901234567890");

    PidFile.write(file);

    assertThat(file).hasContent(Long.toString(ProcessHandle.current().pid()));
    assertThat(Files.size(file)).isEqualTo(Files.readString(file).strip().length());
  }

  @Test
  void pidFileThatCannotBeWrittenSaysWhichAndWhy() {
    Path file = folder.resolve("missing").resolve("x.pid");

    assertThatIOException()
        .isThrownBy(() -> PidFile.write(file))
        .withMessage("open " + file + ": no such file or directory");
  }

  @Test
  void versionStartsWithTheLineThatProgramsRead() {
    assertThat(Version.text().lines())
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo("nats-server: v2.15.2"),
            second ->
                assertThat(second)
                    .matches("nuncio \\d+\\.\\d+\\.\\d+(-SNAPSHOT)? \\(java-\\d+.*\\)"));
  }
}
