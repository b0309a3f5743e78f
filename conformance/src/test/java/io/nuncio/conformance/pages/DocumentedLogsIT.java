package io.nuncio.conformance.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.nuncio.conformance.FreePort;
import io.nuncio.conformance.ServerUnderTest;
import io.nuncio.site.Block;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The lines that docs/logging.md shows have the form of those that a server writes.
class DocumentedLogsIT {
  @TempDir Path folder;

  /// A line in which numbers and what clients chose are left out.
  private static String form(String line) {
    return line.replaceAll("\\d+", "N")
        .replaceAll("[+-]NN?:NN?\"|Z\"|[+-]N:N\"", "ZONE\"")
        .replaceAll("\"(name|lang|version|user)\":\"[^\"]*\"", "\"$1\":\"…\"");
  }

  @Test
  void shownLinesHaveTheFormOfRealOnes() throws IOException {
    assumeFalse(ServerUnderTest.isReference(), "the formats are ours");
    Path audit = folder.resolve("audit.log");
    List<String> written;
    try (var text = ServerProcess.start(ServerUnderTest.command());
        var json =
            ServerProcess.startOnPort(
                ServerUnderTest.command(),
                FreePort.find(),
                "--log_format",
                "json",
                "--audit_log",
                audit.toString());
        var peer = json.connect()) {
      peer.handshake("'verbose':false,'name':'orders','lang':'go','version':'1.43.0'");
      text.awaitLine("Server is ready");
      json.stop();
      written =
          Stream.of(text.errorLines(), json.errorLines(), Files.readAllLines(audit))
              .flatMap(List::stream)
              .map(DocumentedLogsIT::form)
              .toList();
    }

    for (Block block : Claims.of(DocumentedLogsIT.class)) {
      assertThat(written).as(block.place()).contains(form(block.text().strip()));
    }
  }
}
