package io.nuncio.conformance.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The program `openssl`, which knows TLS from elsewhere than the Java runtime.
final class Openssl {
  private Openssl() {}

  /// How a run ended.
  record Finished(int status, String output) {}

  /// Ends the test that calls it where there is no such program.
  static void require() throws InterruptedException {
    boolean installed;
    try {
      installed = run(Path.of("."), List.of("version")).status() == 0;
    } catch (IOException missing) {
      installed = false;
    }
    assumeTrue(installed, "openssl is not installed");
  }

  /// Runs it in `folder`, with nothing to read, to its end.
  static Finished run(Path folder, List<String> words) throws IOException, InterruptedException {
    Process process = start(folder, words);
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Finished(process.waitFor(), output);
  }

  /// Starts it in `folder`, with nothing to read; what it says comes by one stream.
  static Process start(Path folder, List<String> words) throws IOException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(words);
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    return process;
  }
}
