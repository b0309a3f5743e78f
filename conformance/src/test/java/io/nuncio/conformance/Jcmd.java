package io.nuncio.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.ServerProcess;
import java.nio.file.Path;
import java.util.List;

/// The tool of the JDK that runs the tests, for telling the JVM of a server something.
public final class Jcmd {
  private Jcmd() {}

  /// Says `words` to it.
  ///
  /// @return what the tool printed
  /// @throws AssertionError if it fails
  public static List<String> tell(ServerProcess server, String... words) {
    var tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    var told = ServerProcess.run(List.of(tool.toString(), "" + server.pid()), words);
    assertThat(told.status()).as(told.toString()).isZero();
    return told.output();
  }
}
